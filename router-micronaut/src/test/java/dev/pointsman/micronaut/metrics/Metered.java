package dev.pointsman.micronaut.metrics;

import dev.pointsman.micronaut.Applications;
import dev.pointsman.micronaut.chat.ChatClient;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An application with two providers that may break, whose metrics are read over HTTP. */
final class Metered implements AutoCloseable {
    static final String KEY = "sk-nobody-may-see-this";

    private static final String YAML = """
      micronaut:
        server: { port: -1 }
      endpoints:
        prometheus: { sensitive: false }
      pointsman:
        providers:
          first: { wire: openai, url: "%s", api-key: "%s" }
          second: { wire: anthropic, url: "%s", api-key: "%s" }
        models:
          - { id: big, name: big-4, provider: first, price: { input: 5.00, output: 15.00 } }
          - { id: small, name: small-1, provider: second, price: { input: 1.00, output: 2.00 } }
          - { id: vectors, provider: first, operations: [embeddings], price: { input: 0.10, output: 0 } }
        breaker: { consecutive-failures: 2, open-for: 200ms, jitter: 0, ramp: [1] }
        pools:
          chat: { goal: ordered, primary: [big], fallback: [small] }
          embed: { goal: cost, primary: [vectors] }
      """;

    final FaultyProvider first =
            FaultyProvider.openAi().tokens(20).promptTokens(100).start();
    final FaultyProvider second =
            FaultyProvider.anthropic().tokens(20).promptTokens(100).start();

    private final ApplicationContext application;
    private final EmbeddedServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    Metered(PropertySource... more) {
        application = Applications.start(YAML.formatted(first.url(), KEY, second.url(), KEY), "none", more);
        server = application.getBean(EmbeddedServer.class).start();
    }

    <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    boolean has(Class<?> type) {
        return application.containsBean(type);
    }

    RouteResult<ChatResponse> ask(RouteRequest route) {
        return bean(ChatClient.class).complete(route, ChatRequest.user("What is a pointsman?"));
    }

    RouteResult<ChatResponse> ask() {
        return ask(RouteRequest.ANY);
    }

    /** Asks again and again until a model serves, which it must within seconds. */
    List<RouteResult<ChatResponse>> untilServedBy(String model) {
        List<RouteResult<ChatResponse>> results = new ArrayList<>();
        long start = System.nanoTime();
        do {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(20)) {
                throw new AssertionError(model + " did not come back");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            results.add(ask());
        } while (!results.get(results.size() - 1).model().id().equals(model));
        return results;
    }

    /** A streamed answer, read to its end. */
    void stream() {
        bean(ChatClient.class).stream(RouteRequest.ANY, ChatRequest.user("What is a pointsman?"))
                .flatMapMany(RouteResult::value)
                .blockLast();
    }

    String text() throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(server.getURL() + "/prometheus"))
                        .build(),
                BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new AssertionError("status " + response.statusCode());
        }
        return response.body();
    }

    Scrape scrape() throws IOException, InterruptedException {
        return Scrape.of(text());
    }

    @Override
    public void close() {
        application.close();
        first.close();
        second.close();
    }
}
