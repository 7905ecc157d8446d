package dev.pointsman.gateway;

import dev.pointsman.gateway.access.PublicApi;
import dev.pointsman.gateway.response.ClientFormats;
import dev.pointsman.gateway.response.RouterHeaders;
import dev.pointsman.gateway.response.UnknownModelException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Controller of the list of names that a request may use as its model: the pools and the models in them. */
@PublicApi
@Controller("/v1/models")
final class ModelsController {
    /** Time of creation of a model for which none is known. */
    private static final String NEVER = "1970-01-01T00:00:00Z";

    private final RouteRequestFactory routes;

    ModelsController(RouteRequestFactory routes) {
        this.routes = routes;
    }

    /**
     * Returns the names in OpenAI's format, or in Anthropic's to a client that sends {@code anthropic-version}.
     *
     * @param http the request as the server sees it
     * @return the list
     */
    @Get
    Map<String, Object> list(HttpRequest<?> http) {
        boolean anthropic = ClientFormats.isAnthropic(http);
        List<Map<String, Object>> data = routes.names(RouterHeaders.tenant(http)).stream()
                .map(name -> entry(name, anthropic))
                .toList();
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("data", data);
        if (anthropic) {
            list.put("has_more", false);
            list.put("first_id", data.isEmpty() ? null : data.get(0).get("id"));
            list.put(
                    "last_id", data.isEmpty() ? null : data.get(data.size() - 1).get("id"));
        } else {
            list.put("object", "list");
        }
        return list;
    }

    /**
     * Returns one of the names, which may contain slashes, in the same format.
     *
     * @param http the request as the server sees it
     * @param name the name
     * @return the entry
     */
    @Get("/{+name}")
    Map<String, Object> one(HttpRequest<?> http, String name) {
        Set<String> names = routes.names(RouterHeaders.tenant(http));
        if (!names.contains(name)) {
            throw new UnknownModelException(name, names);
        }
        return entry(name, ClientFormats.isAnthropic(http));
    }

    private static Map<String, Object> entry(String name, boolean anthropic) {
        return anthropic
                ? Map.of("type", "model", "id", name, "display_name", name, "created_at", NEVER)
                : Map.of("id", name, "object", "model", "created", 0, "owned_by", "pointsman");
    }
}
