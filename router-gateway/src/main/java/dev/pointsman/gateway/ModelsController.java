package dev.pointsman.gateway;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Controller of the list of names that a request may use as its model: the pools and the models in them. */
@PublicApi
@Controller("/v1/models")
final class ModelsController {
    private final RouteRequestFactory routes;

    ModelsController(RouteRequestFactory routes) {
        this.routes = routes;
    }

    /**
     * Returns the names in OpenAI's format.
     *
     * @return the list
     */
    @Get
    Map<String, Object> list() {
        List<Map<String, Object>> data =
                routes.names().stream().map(ModelsController::entry).toList();
        return Map.of("object", "list", "data", data);
    }

    /**
     * Returns one of the names, which may contain slashes, in OpenAI's format.
     *
     * @param name the name
     * @return the entry
     */
    @Get("/{+name}")
    Map<String, Object> one(String name) {
        Set<String> names = routes.names();
        if (!names.contains(name)) {
            throw new UnknownModelException(name, names);
        }
        return entry(name);
    }

    private static Map<String, Object> entry(String name) {
        return Map.of("id", name, "object", "model", "created", 0, "owned_by", "pointsman");
    }
}
