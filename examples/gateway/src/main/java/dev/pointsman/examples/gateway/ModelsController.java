package dev.pointsman.examples.gateway;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.List;
import java.util.Map;

/** Lists what a request may name as its model: the pools and the models in them. */
@PublicApi
@Controller("/v1/models")
final class ModelsController {
    private final Routes routes;

    ModelsController(Routes routes) {
        this.routes = routes;
    }

    /**
     * The names in OpenAI's shape.
     *
     * @return the list
     */
    @Get
    Map<String, Object> list() {
        List<Map<String, Object>> data = routes.names().stream()
                .map(name ->
                        Map.<String, Object>of("id", name, "object", "model", "created", 0, "owned_by", "pointsman"))
                .toList();
        return Map.of("object", "list", "data", data);
    }
}
