package dev.pointsman.micronaut.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.Fault;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Parents of spans: requests under attempts, attempts under calls. */
class SpanTreeTest extends TraceFixture {
    @Test
    void eachRequestToAProviderStandsUnderItsAttempt() throws Exception {
        application.first.next(Fault.status(503));
        application.get("/ask");
        eachAttemptHasItsRequest(application.call());
    }

    @Test
    void theSameHoldsForStreams() {
        application.first.next(Fault.status(503));
        application.stream();
        eachAttemptHasItsRequest(application.call());
    }

    @Test
    void theSameHoldsForRoutedMethodsOfEveryShape() throws Exception {
        for (String path : List.of("/routed", "/routed-later", "/routed-stream")) {
            application.first.next(Fault.status(503));
            assertThat(application.get(path)).as(path).contains("secret answer");
            eachAttemptHasItsRequest(application.call());
            application.forget();
        }
    }

    @Test
    void whatAnAttemptsCodeDoesStandsUnderItsAttempt() throws Exception {
        application.first.next(Fault.status(503));
        application.get("/routed");
        SpanData call = application.call();
        List<String> attempts =
                application.attempts(call).stream().map(SpanData::getSpanId).toList();
        assertThat(application.spans())
                .filteredOn(span -> span.getName().equals("own work"))
                .extracting(SpanData::getParentSpanId)
                .containsExactlyElementsOf(attempts);
    }

    @Test
    void anAttemptWithoutACallHasASpanUnderWhateverIsCurrent() {
        Span around = application
                .bean(OpenTelemetry.class)
                .getTracer("test")
                .spanBuilder("around")
                .startSpan();
        ModelRouter router = application.bean(ModelRouter.class);
        try (Scope here = around.makeCurrent()) {
            assertThat(here).isNotNull();
            router.route(RouteRequest.ANY).succeed(Usage.of(3, 5));
            router.route(RouteRequest.ANY).fail(Failure.of(FailureKind.SERVER_ERROR, Spans.PROMPT));
            router.route(RouteRequest.ANY).ignore();
        } finally {
            around.end();
        }
        List<SpanData> spans = application.spans();
        assertThat(spans)
                .extracting(SpanData::getName)
                .containsExactly("chat big-4", "chat big-4", "chat big-4", "around");
        assertThat(spans.subList(0, 3)).allSatisfy(span -> {
            assertThat(span.getParentSpanId()).isEqualTo(around.getSpanContext().getSpanId());
            assertThat(span.getAttributes().get(SpanNames.HEDGE)).isFalse();
            assertThat(span.getAttributes().get(SpanNames.DECISION)).startsWith("here-");
        });
        assertThat(spans.get(0).getAttributes().get(SpanNames.OUTPUT_TOKENS)).isEqualTo(5);
        assertThat(spans.get(1).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(spans.get(2).getAttributes().get(SpanNames.ERROR_TYPE)).isEqualTo("cancelled");
        assertThat(spans.toString()).doesNotContain(Spans.PROMPT);
    }

    @Test
    void anAttemptUnderWayIsAnOpenSpan() {
        try (Attempt attempt = application.bean(ModelRouter.class).route(RouteRequest.ANY)) {
            assertThat(application.bean(CallTraces.class).contextOf(attempt)).isNotNull();
            assertThat(application.spans()).isEmpty();
        }
        assertThat(application.spans()).hasSize(1);
    }

    private void eachAttemptHasItsRequest(SpanData call) {
        List<SpanData> attempts = application.attempts(call);
        assertThat(attempts).hasSize(2);
        for (SpanData attempt : attempts) {
            List<SpanData> requests = application.attempts(attempt).stream()
                    .filter(span -> span.getKind() == SpanKind.CLIENT)
                    .toList();
            assertThat(requests).as(attempt.getName()).hasSize(1);
            assertThat(requests.get(0).getTraceId()).isEqualTo(call.getTraceId());
        }
        List<String> ids = attempts.stream().map(SpanData::getSpanId).toList();
        assertThat(application.spans())
                .as("no request stands anywhere else")
                .filteredOn(span -> span.getKind() == SpanKind.CLIENT && !ids.contains(span.getSpanId()))
                .allSatisfy(span -> assertThat(ids).contains(span.getParentSpanId()));
    }
}
