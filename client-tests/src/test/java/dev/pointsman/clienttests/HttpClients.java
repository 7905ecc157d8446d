package dev.pointsman.clienttests;

import dev.pointsman.clienttests.ClientLibrary.Connected;
import dev.pointsman.router.Attempt;
import dev.pointsman.testkit.FaultyProvider;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.BlockingHttpClient;
import io.micronaut.http.client.DefaultHttpClientConfiguration;
import io.micronaut.http.client.HttpClient;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/** Clients of HTTP, which know no provider. */
final class HttpClients {
    private static final String MAPPING =
            "; error responses are no exceptions: `throw new ProviderException(RefusalTable.BUILT_IN.failure(status, code, message, retryAfter))`";

    private HttpClients() {}

    static List<ClientLibrary> all() {
        return List.of(
                new ClientLibrary(
                        "JDK 17 (`java.net.http`)",
                        true,
                        "none" + MAPPING,
                        "of the JSON body",
                        () -> FaultyProvider.openAi().start(),
                        HttpClients::jdk),
                new ClientLibrary(
                        "OkHttp 4.12.0",
                        true,
                        "`retryOnConnectionFailure(false)`" + MAPPING,
                        "of the JSON body",
                        () -> FaultyProvider.openAi().start(),
                        HttpClients::okHttp),
                new ClientLibrary(
                        "Micronaut 4.10 (`HttpClient`)",
                        true,
                        "none",
                        "of the JSON body",
                        () -> FaultyProvider.openAi().start(),
                        HttpClients::micronaut));
    }

    private static Connected jdk(String url, Duration timeout) {
        java.net.http.HttpClient client = java.net.http.HttpClient.newHttpClient();
        java.net.http.HttpRequest question = java.net.http.HttpRequest.newBuilder(URI.create(url + "/chat/completions"))
                .timeout(timeout)
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(JsonAnswer.QUESTION))
                .build();
        return attempt -> {
            var answer = client.send(question, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw JsonAnswer.refused(
                        answer.statusCode(),
                        answer.body(),
                        answer.headers().firstValue("Retry-After").orElse(null));
            }
            return JsonAnswer.read(attempt, answer.body());
        };
    }

    private static Connected okHttp(String url, Duration timeout) {
        OkHttpClient client = new OkHttpClient.Builder()
                .callTimeout(timeout)
                .retryOnConnectionFailure(false)
                .build();
        Request question = new Request.Builder()
                .url(url + "/chat/completions")
                .post(RequestBody.create(JsonAnswer.QUESTION, MediaType.get("application/json")))
                .build();
        return attempt -> {
            try (var answer = client.newCall(question).execute()) {
                String body = answer.body().string();
                if (!answer.isSuccessful()) {
                    throw JsonAnswer.refused(answer.code(), body, answer.header("Retry-After"));
                }
                return JsonAnswer.read(attempt, body);
            }
        };
    }

    private static Connected micronaut(String url, Duration timeout) {
        DefaultHttpClientConfiguration configuration = new DefaultHttpClientConfiguration();
        configuration.setReadTimeout(timeout);
        BlockingHttpClient client = client(url, configuration).toBlocking();
        return new Connected() {
            @Override
            public String ask(Attempt attempt) throws Exception {
                return JsonAnswer.read(
                        attempt, client.retrieve(HttpRequest.POST("/chat/completions", JsonAnswer.QUESTION)));
            }

            @Override
            public void close() {
                client.stop();
            }
        };
    }

    private static HttpClient client(String url, DefaultHttpClientConfiguration configuration) {
        try {
            return HttpClient.create(URI.create(url).toURL(), configuration);
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(url, e);
        }
    }
}
