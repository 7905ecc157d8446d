package dev.pointsman.micronaut.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.micronaut.Applications;
import dev.pointsman.micronaut.chat.ChatClient;
import dev.pointsman.micronaut.chat.ChatRequest;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.ModelsExhaustedException;
import dev.pointsman.router.RouteResult;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.runtime.server.EmbeddedServer;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Flux;

/** The spans of calls over real HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallTracesTest {
    private static final String KEY = "sk-nobody-may-see-this";
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
          chat: { goal: ordered, primary: [big], fallback: [small], retry-same: 0 }
          hedged: { goal: ordered, primary: [big, small], hedge: { after: 50ms, budget: 1 } }
      """;

    private final FaultyProvider first =
            FaultyProvider.openAi().text("A secret answer.").start();
    private final FaultyProvider second =
            FaultyProvider.anthropic().text("A secret answer.").start();
    private final String yaml = YAML.formatted(first.url(), KEY, second.url(), KEY);
    private final ApplicationContext application = Applications.start(yaml, "spans");
    private final EmbeddedServer server =
            application.getBean(EmbeddedServer.class).start();
    private final InMemorySpanExporter exporter = application.getBean(InMemorySpanExporter.class);

    @AfterEach
    void forget() {
        assertThat(application.getBean(CallTraces.class).kept()).isZero();
        exporter.reset();
        first.heal();
        second.heal();
    }

    @AfterAll
    void close() {
        application.close();
        first.close();
        second.close();
    }

    @Test
    void aFailoverIsACallWithTwoAttempts() throws Exception {
        first.next(Fault.status(503));
        String decision = get("/ask");
        SpanData call = Spans.calls(exporter, 1).get(0);
        assertThat(call.getName()).isEqualTo("route chat");
        assertThat(call.getAttributes().get(SpanNames.DECISION))
                .isEqualTo(decision)
                .startsWith("here-");
        assertThat(call.getAttributes().get(SpanNames.ENDING)).isEqualTo("served");
        assertThat(call.getAttributes().get(SpanNames.MODEL)).isEqualTo("small");
        assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        List<SpanData> attempts = Spans.attempts(exporter, call);
        assertThat(attempts).extracting(SpanData::getName).containsExactly("chat big-4", "chat small-1");
        SpanData failed = attempts.get(0);
        assertThat(failed.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(failed.getAttributes().get(SpanNames.ERROR_TYPE)).isEqualTo("server-error");
        assertThat(failed.getAttributes().get(SpanNames.STATUS)).isEqualTo(503);
        SpanData served = attempts.get(1);
        assertThat(served.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(served.getAttributes().get(SpanNames.ERROR_TYPE)).isNull();
        assertThat(served.getAttributes().get(SpanNames.PROVIDER)).isEqualTo("second");
        assertThat(served.getAttributes().get(SpanNames.OUTPUT_TOKENS)).isPositive();
        assertThat(served.getStartEpochNanos()).isGreaterThanOrEqualTo(failed.getEndEpochNanos());
        assertThat(attempts).allSatisfy(attempt -> {
            assertThat(attempt.getStartEpochNanos()).isGreaterThanOrEqualTo(call.getStartEpochNanos());
            assertThat(attempt.getEndEpochNanos()).isLessThanOrEqualTo(call.getEndEpochNanos());
        });
    }

    @Test
    void theCallIsPartOfTheRequestThatAsked() throws Exception {
        get("/ask");
        SpanData call = Spans.calls(exporter, 1).get(0);
        long start = System.nanoTime();
        while (exporter.getFinishedSpanItems().stream().noneMatch(span -> span.getKind() == SpanKind.SERVER)) {
            assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
            Thread.onSpinWait();
        }
        assertThat(exporter.getFinishedSpanItems())
                .filteredOn(span -> span.getKind() == SpanKind.SERVER)
                .singleElement()
                .satisfies(request -> {
                    assertThat(call.getParentSpanId()).isEqualTo(request.getSpanId());
                    assertThat(call.getTraceId()).isEqualTo(request.getTraceId());
                });
    }

    @Test
    void attemptsOfAHedgeRunSideBySide() {
        first.next(Fault.slowBody(Duration.ofSeconds(20)));
        chat().complete(RouteRequest.toPool("hedged"), ChatRequest.user(Spans.PROMPT));
        SpanData call = Spans.calls(exporter, 1).get(0);
        List<SpanData> attempts = Spans.attempts(exporter, call);
        assertThat(attempts).extracting(SpanData::getName).containsExactly("chat big-4", "chat small-1");
        assertThat(attempts.get(1).getStartEpochNanos()).isLessThan(attempts.get(0).getEndEpochNanos());
        assertThat(attempts.get(1).getAttributes().get(SpanNames.HEDGE)).isTrue();
        assertThat(attempts.get(0).getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(attempts.get(0).getAttributes().get(SpanNames.ERROR_TYPE)).isEqualTo("cancelled");
    }

    @Test
    void aCallThatFailsSaysHow() {
        first.next(Fault.status(503));
        second.next(Fault.rateLimited());
        assertThatThrownBy(() -> chat().complete(RouteRequest.ANY, ChatRequest.user(Spans.PROMPT)))
                .isInstanceOf(ModelsExhaustedException.class);
        SpanData call = Spans.calls(exporter, 1).get(0);
        assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(call.getAttributes().get(SpanNames.ERROR_TYPE)).isEqualTo("rate-limited");
        assertThat(call.getAttributes().get(SpanNames.ATTEMPTS)).isEqualTo(2);
    }

    @Test
    void aStreamsSpanHasItsFirstToken() {
        chat().stream(RouteRequest.ANY, ChatRequest.user(Spans.PROMPT))
                .flatMapMany(RouteResult::value)
                .blockLast();
        SpanData call = Spans.calls(exporter, 1).get(0);
        assertThat(Spans.attempts(exporter, call).get(0).getAttributes().get(SpanNames.FIRST_TOKEN))
                .isPositive();
    }

    @Test
    void callsAtTheSameTimeKeepTheirAttemptsApart() {
        first.always(request -> request.number() % 2 == 0 ? Fault.status(503) : Fault.none());
        List<RouteResult<?>> results = Flux.range(0, 60)
                .<RouteResult<?>>flatMap(
                        i -> chat().completeAsync(RouteRequest.ANY, ChatRequest.user(Spans.PROMPT)), 8)
                .collectList()
                .block();
        List<SpanData> calls = Spans.calls(exporter, 60);
        results.forEach(result -> {
            SpanData call = calls.stream()
                    .filter(span -> result.trace().decisionId().equals(span.getAttributes().get(SpanNames.DECISION)))
                    .findFirst()
                    .orElseThrow();
            assertThat(Spans.attempts(exporter, call))
                    .extracting(span -> span.getAttributes().get(SpanNames.MODEL))
                    .containsExactlyElementsOf(result.trace().attempts().stream()
                            .map(attempt -> attempt.model().id())
                            .toList());
        });
    }

    @Test
    void nothingPrivateIsInASpan() throws Exception {
        first.next(Fault.status(400, "you said: " + Spans.PROMPT), Fault.none());
        second.next(Fault.none());
        assertThatThrownBy(() -> chat().complete(
                        RouteRequest.builder()
                                .tenant("acme-the-tenant")
                                .session("session-4711")
                                .build(),
                        ChatRequest.user(Spans.PROMPT)));
        get("/ask");
        Spans.calls(exporter, 2);
        assertThat(exporter.getFinishedSpanItems().toString())
                .contains("route chat")
                .doesNotContain(KEY, "secret answer", "pointsman?", "acme-the-tenant", "session-4711");
    }

    @Test
    void anAttemptWithoutACallLeavesNothingOpen() {
        try (Attempt attempt = application.getBean(ModelRouter.class).route(RouteRequest.ANY)) {
            attempt.succeed();
        }
        assertThat(exporter.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void nothingIsMadeWhenItIsOff() {
        PropertySource off = PropertySource.of("off", Map.of(CallTraces.ENABLED, "false"));
        try (ApplicationContext silent = Applications.start(yaml, "spans", off)) {
            assertThat(silent.containsBean(CallTraces.class)).isFalse();
        }
    }

    private ChatClient chat() {
        return application.getBean(ChatClient.class);
    }

    private String get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.getURL() + path)).build(),
                        BodyHandlers.ofString())
                .body();
    }
}
