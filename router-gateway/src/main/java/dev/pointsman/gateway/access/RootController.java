package dev.pointsman.gateway.access;

import io.micronaut.core.value.PropertyResolver;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Controller of the root: redirects browsers that may see the live page to it, and names the APIs to other clients. */
@PublicApi(withoutKey = true)
@Controller("/")
final class RootController {
    private static final List<String> APIS =
            List.of("/v1/chat/completions", "/v1/embeddings", "/v1/messages", "/v1/responses", "/v1/models");

    private final LivePageAddress page;
    private final OperatorAccess operators;
    private final boolean open;

    RootController(LivePageAddress page, OperatorAccess operators, PropertyResolver properties) {
        this.page = page;
        this.operators = operators;
        this.open = !properties
                .getProperty("endpoints.pointsman.sensitive", Boolean.class)
                .orElse(true);
    }

    @Get
    @Produces(MediaType.ALL) // a redirect has no body of a type, and a client that wants another gets JSON all the same
    @ExecuteOn(TaskExecutors.BLOCKING) // the check of operators may read files
    HttpResponse<?> root(HttpRequest<?> request) {
        String path = page.path();
        boolean browser = request.accept().stream().anyMatch(MediaType.TEXT_HTML_TYPE::equals);
        if (browser && path != null && page.port() == null && (open || operators.of(request) != null)) {
            return HttpResponse.seeOther(URI.create(path));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("service", "pointsman");
        body.put("apis", APIS);
        if (path != null) {
            body.put("live_page", path);
        }
        return HttpResponse.ok(body).contentType(MediaType.APPLICATION_JSON_TYPE);
    }
}
