package com.example;

import dev.pointsman.failure.ProviderException;
import dev.pointsman.failure.RefusalTable;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.trace.RouteResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** Answers of two models by the JDK's HTTP client. */
class PlainSupport {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> urls;
    private final ModelRouter router = ModelRouter.builder()
            .model(Model.builder("first", "one").build())
            .model(Model.builder("second", "two").build())
            .pool(Pool.of("chat", "first").withTier(Tier.FALLBACK, "second"))
            .build();

    PlainSupport(Map<String, String> urls) {
        this.urls = urls;
    }

    RouteResult<String> answer(String question) throws Exception {
        RouteRequest request = RouteRequest.builder().goal(Goal.BALANCED).build();
        return router.call(request, attempt -> ask(attempt.model().id(), question));
    }

    private String ask(String model, String question) throws IOException, InterruptedException {
        String body = "{\"model\": \"%s\", \"messages\": [{\"role\": \"user\", \"content\": \"%s\"}]}"
                .formatted(model, question);
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(urls.get(model) + "/chat/completions"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new ProviderException(RefusalTable.BUILT_IN.failure(response.statusCode(), null, "refused", null));
        }
        return response.body();
    }
}
