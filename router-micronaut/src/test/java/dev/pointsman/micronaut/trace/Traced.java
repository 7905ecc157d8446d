package dev.pointsman.micronaut.trace;

import dev.pointsman.micronaut.Applications;
import dev.pointsman.micronaut.Await;
import dev.pointsman.micronaut.chat.ChatClient;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.wire.ChatRequest;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.runtime.server.EmbeddedServer;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** An application with two providers that may break, whose spans are kept. */
final class Traced implements AutoCloseable {
    static final String KEY = "sk-nobody-may-see-this";
    private static final String YAML = """
      micronaut:
        server: { port: -1 }
      pointsman:
        instance: here
        providers:
          first: { wire: openai, url: "%s", api-key: "%s" }
          second: { wire: anthropic, url: "%s", api-key: "%s" }
        models:
          - { id: big, name: big-4, provider: first, price: { input: 5.00, output: 15.00 } }
          - { id: small, name: small-1, provider: second }
        breaker: { consecutive-failures: 1000, minimum-calls: 1000 }
        pools:
          chat: { goal: ordered, primary: [big], fallback: [small], failover: { retry-same: 0 } }
          hedged: { goal: ordered, primary: [big, small], hedge: { enabled: true, after: 50ms, budget: 1 } }
      """;

    final FaultyProvider first =
            FaultyProvider.openAi().text("A secret answer.").start();
    final FaultyProvider second =
            FaultyProvider.anthropic().text("A secret answer.").start();

    private final ApplicationContext application;
    private final EmbeddedServer server;
    private final InMemorySpanExporter exporter;

    Traced(PropertySource... more) {
        application = Applications.start(YAML.formatted(first.url(), KEY, second.url(), KEY), "spans", more);
        server = application.getBean(EmbeddedServer.class).start();
        exporter = application.getBean(InMemorySpanExporter.class);
    }

    <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    boolean has(Class<?> type) {
        return application.containsBean(type);
    }

    ChatClient chat() {
        return bean(ChatClient.class);
    }

    void ask(RouteRequest route) {
        chat().complete(route, ChatRequest.user(Spans.PROMPT));
    }

    /** A streamed answer, read to its end. */
    void stream() {
        chat().stream(RouteRequest.ANY, ChatRequest.user(Spans.PROMPT))
                .flatMapMany(RouteResult::value)
                .blockLast();
    }

    String get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(server.getURL() + path)).build(), BodyHandlers.ofString())
                .body();
    }

    /** The calls so far, when there are as many as expected; a call ends after its answer. */
    List<SpanData> calls(int expected) {
        return spans(expected, span -> span.getName().startsWith("route "));
    }

    /** The only call. */
    SpanData call() {
        return calls(1).get(0);
    }

    /** The attempts of a call, in the order of their starts. */
    List<SpanData> attempts(SpanData call) {
        return spans(span -> span.getParentSpanId().equals(call.getSpanId())).stream()
                .sorted(Comparator.comparing(SpanData::getStartEpochNanos))
                .toList();
    }

    /** The request that the application's own server was sent. */
    SpanData request() {
        return spans(1, span -> span.getKind() == SpanKind.SERVER).get(0);
    }

    List<SpanData> spans() {
        return exporter.getFinishedSpanItems();
    }

    /** Forgets what was, as if the application had just begun. */
    void forget() {
        exporter.reset();
        first.heal();
        second.heal();
        ModelRouter router = bean(ModelRouter.class);
        router.operations().models().forEach(model -> router.operations().reset(model.id()));
    }

    private List<SpanData> spans(int expected, Predicate<SpanData> which) {
        Await.until(expected + " spans", () -> spans(which).size() >= expected);
        return spans(which);
    }

    private List<SpanData> spans(Predicate<SpanData> which) {
        return spans().stream().filter(which).toList();
    }

    @Override
    public void close() {
        application.close();
        first.close();
        second.close();
    }
}
