package dev.pointsman.micronaut.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.testkit.Fault;
import dev.pointsman.trace.RouteResult;
import dev.pointsman.wire.ChatRequest;
import io.micronaut.context.env.PropertySource;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** The spans of calls over real HTTP. */
class CallTracesTest extends TraceFixture {
    @Test
    void aFailoverIsACallWithTwoAttempts() throws Exception {
        application.first.next(Fault.status(503));
        String decision = application.get("/ask");
        SpanData call = application.call();
        assertThat(call.getName()).isEqualTo("route chat");
        assertThat(call.getAttributes().get(SpanNames.DECISION))
                .isEqualTo(decision)
                .startsWith("here-");
        assertThat(call.getAttributes().get(SpanNames.ENDING)).isEqualTo("served");
        assertThat(call.getAttributes().get(SpanNames.MODEL)).isEqualTo("small");
        assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        List<SpanData> attempts = application.attempts(call);
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
        application.get("/ask");
        SpanData call = application.call();
        SpanData request = application.request();
        assertThat(call.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(call.getTraceId()).isEqualTo(request.getTraceId());
    }

    @Test
    void attemptsOfAHedgeRunSideBySide() {
        RouteRequest hedged = RouteRequest.toPool("hedged");
        application.ask(hedged); // hedges are a share of the calls
        application.ask(hedged);
        application.first.next(Fault.slowBody(Duration.ofSeconds(20)));
        application.ask(hedged);
        SpanData call = application.calls(3).get(2);
        List<SpanData> attempts = application.attempts(call);
        assertThat(attempts).extracting(SpanData::getName).containsExactly("chat big-4", "chat small-1");
        assertThat(attempts.get(1).getStartEpochNanos())
                .isLessThan(attempts.get(0).getEndEpochNanos());
        assertThat(attempts.get(1).getAttributes().get(SpanNames.HEDGE)).isTrue();
        assertThat(attempts.get(0).getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(attempts.get(0).getAttributes().get(SpanNames.ERROR_TYPE)).isEqualTo("cancelled");
    }

    @Test
    void aCallThatFailsSaysHow() {
        application.first.next(Fault.status(503));
        application.second.next(Fault.rateLimited());
        assertThatThrownBy(() -> application.ask(RouteRequest.ANY)).isInstanceOf(ModelsExhaustedException.class);
        SpanData call = application.call();
        assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(call.getAttributes().get(SpanNames.ERROR_TYPE)).isEqualTo("rate-limited");
        assertThat(call.getAttributes().get(SpanNames.ATTEMPTS)).isEqualTo(2);
    }

    @Test
    void aStreamsSpanHasItsFirstToken() {
        application.stream();
        SpanData call = application.call();
        assertThat(application.attempts(call).get(0).getAttributes().get(SpanNames.FIRST_TOKEN))
                .isPositive();
    }

    @Test
    void callsAtTheSameTimeKeepTheirAttemptsApart() {
        application.first.always(request -> request.number() % 2 == 0 ? Fault.status(503) : Fault.none());
        List<RouteResult<?>> results = Flux.range(0, 60)
                .<RouteResult<?>>flatMap(
                        i -> application.chat().completeAsync(RouteRequest.ANY, ChatRequest.user(Spans.PROMPT)), 8)
                .collectList()
                .block();
        List<SpanData> calls = application.calls(60);
        results.forEach(result -> {
            SpanData call = calls.stream()
                    .filter(span -> result.trace()
                            .decisionId()
                            .equals(span.getAttributes().get(SpanNames.DECISION)))
                    .findFirst()
                    .orElseThrow();
            assertThat(application.attempts(call))
                    .extracting(span -> span.getAttributes().get(SpanNames.MODEL))
                    .containsExactlyElementsOf(result.trace().attempts().stream()
                            .map(attempt -> attempt.model().id())
                            .toList());
        });
    }

    @Test
    void everyAttributeIsDocumented() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "metrics.md"));
        application.first.next(Fault.status(503));
        application.stream();
        SpanData call = application.call();
        Set<String> names = new TreeSet<>();
        call.getAttributes().forEach((key, value) -> names.add(key.getKey()));
        application
                .attempts(call)
                .forEach(attempt -> attempt.getAttributes().forEach((key, value) -> names.add(key.getKey())));
        assertThat(names)
                .hasSizeGreaterThan(15)
                .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    @Test
    void nothingPrivateIsInASpan() throws Exception {
        application.first.next(Fault.status(400, "you said: " + Spans.PROMPT), Fault.none());
        application.second.next(Fault.none());
        assertThatThrownBy(() -> application.ask(RouteRequest.builder()
                .tenant("acme-the-tenant")
                .session("session-4711")
                .build()));
        application.get("/ask");
        application.calls(2);
        assertThat(application.spans().toString())
                .contains("route chat")
                .doesNotContain(Traced.KEY, "secret answer", "pointsman?", "acme-the-tenant", "session-4711");
    }

    @Test
    void nothingIsMadeWhenItIsOff() {
        PropertySource off = PropertySource.of("off", Map.of(CallTraces.ENABLED, "false"));
        try (Traced silent = new Traced(off)) {
            silent.ask(RouteRequest.ANY);
            assertThat(silent.has(CallTraces.class)).isFalse();
            assertThat(silent.spans()).noneMatch(span -> span.getName().startsWith("route "));
        }
    }
}
