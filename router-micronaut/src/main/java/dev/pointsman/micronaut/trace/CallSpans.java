package dev.pointsman.micronaut.trace;

import dev.pointsman.model.Failure;
import dev.pointsman.trace.AttemptRecord;
import dev.pointsman.trace.CallOutcome;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RouteTrace;
import dev.pointsman.trace.RoutingDecision;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.List;

/** Spans of calls, started with the first attempt as parents of the attempts' spans. */
final class CallSpans {
    private final Tracer tracer;

    CallSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    Span begin(RoutingDecision decision, String id, Context parent) {
        return tracer.spanBuilder("route " + decision.pool())
                .setParent(parent)
                .setAttribute(
                        SpanNames.OPERATION, SpanNames.word(decision.request().operation()))
                .setAttribute(SpanNames.DECISION, id)
                .setAttribute(SpanNames.POOL, decision.pool())
                .setAttribute(SpanNames.GOAL, decision.goal())
                .startSpan();
    }

    void end(Span span, CompletedCall call) {
        outcome(span, call);
        span.end();
    }

    /** Creates the span of a finished call without attempts. */
    void make(CompletedCall call, Context parent) {
        RouteTrace trace = call.trace();
        Instant end = Instant.now();
        Span span = tracer.spanBuilder("route " + trace.pool())
                .setParent(parent)
                .setStartTimestamp(end.minus(call.duration()))
                .setAttribute(SpanNames.OPERATION, SpanNames.word(call.request().operation()))
                .setAttribute(SpanNames.DECISION, trace.decisionId())
                .setAttribute(SpanNames.POOL, trace.pool())
                .setAttribute(SpanNames.GOAL, trace.goal())
                .startSpan();
        outcome(span, call);
        span.end(end);
    }

    private static void outcome(Span span, CompletedCall call) {
        if (!span.isRecording()) {
            return;
        }
        List<AttemptRecord> attempts = call.trace().attempts();
        span.setAttribute(SpanNames.ENDING, SpanNames.word(call.ending()));
        span.setAttribute(SpanNames.ATTEMPTS, (long) attempts.size());
        for (AttemptRecord attempt : attempts) {
            if (attempt.failure() == null) {
                span.setAttribute(SpanNames.MODEL, attempt.model().id());
                span.setAttribute(SpanNames.TIER, SpanNames.word(attempt.tier()));
            }
        }
        if (call.ending() == CallOutcome.FAILED) {
            Failure failure = attempts.isEmpty()
                    ? null
                    : attempts.get(attempts.size() - 1).failure();
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(SpanNames.ERROR_TYPE, failure == null ? "no-model" : SpanNames.word(failure.kind()));
        }
    }
}
