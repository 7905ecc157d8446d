package dev.pointsman.micronaut.trace;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.router.AttemptRecord;
import dev.pointsman.router.CompletedCall;
import dev.pointsman.router.Ending;
import dev.pointsman.router.RouteTrace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One call's spans: the call, and under it every attempt, each with the time it took. */
final class CallSpans {
    private final Tracer tracer;

    CallSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    void make(CompletedCall call, Context parent, Instant end) {
        RouteTrace trace = call.trace();
        Instant start = end.minus(call.duration());
        String operation = word(call.request().operation());
        SpanBuilder builder = tracer.spanBuilder("route " + trace.pool())
                .setParent(parent)
                .setStartTimestamp(start)
                .setAttribute(SpanNames.OPERATION, operation)
                .setAttribute(SpanNames.DECISION, trace.decisionId())
                .setAttribute(SpanNames.POOL, trace.pool())
                .setAttribute(SpanNames.GOAL, trace.goal());
        Span span = builder.startSpan();
        try {
            if (span.isRecording()) {
                span.setAttribute(SpanNames.ENDING, word(call.ending()));
                span.setAttribute(SpanNames.ATTEMPTS, (long) trace.attempts().size());
                outcome(span, call.ending(), trace.attempts());
            }
            Context context = parent.with(span);
            trace.attempts().forEach(attempt -> attempt(attempt, operation, trace, context, start));
        } finally {
            span.end(end);
        }
    }

    private static void outcome(Span span, Ending ending, List<AttemptRecord> attempts) {
        AttemptRecord last = attempts.isEmpty() ? null : attempts.get(attempts.size() - 1);
        for (AttemptRecord attempt : attempts) {
            if (attempt.failure() == null) {
                span.setAttribute(SpanNames.MODEL, attempt.model().id());
                span.setAttribute(SpanNames.TIER, word(attempt.tier()));
            }
        }
        if (ending == Ending.FAILED) {
            span.setStatus(StatusCode.ERROR);
            Failure failure = last == null ? null : last.failure();
            span.setAttribute(SpanNames.ERROR_TYPE, failure == null ? "no-model" : word(failure.kind()));
        }
    }

    private void attempt(AttemptRecord attempt, String operation, RouteTrace trace, Context call, Instant callStart) {
        Instant start = callStart.plus(attempt.startedAfter());
        Span span = tracer.spanBuilder(operation + " " + attempt.model().name())
                .setParent(call)
                .setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(start)
                .setAttribute(SpanNames.OPERATION, operation)
                .setAttribute(SpanNames.PROVIDER, attempt.model().provider())
                .setAttribute(SpanNames.REQUEST_MODEL, attempt.model().name())
                .startSpan();
        if (span.isRecording()) {
            span.setAttribute(SpanNames.DECISION, trace.decisionId());
            span.setAttribute(SpanNames.MODEL, attempt.model().id());
            span.setAttribute(SpanNames.TIER, word(attempt.tier()));
            span.setAttribute(SpanNames.HEDGE, attempt.hedge());
            figures(span, attempt);
            failure(span, attempt.failure());
        }
        span.end(start.plus(attempt.duration()));
    }

    private static void figures(Span span, AttemptRecord attempt) {
        if (attempt.usage().isKnown()) {
            span.setAttribute(SpanNames.INPUT_TOKENS, (long) attempt.usage().inputTokens());
            span.setAttribute(SpanNames.OUTPUT_TOKENS, (long) attempt.usage().outputTokens());
        }
        if (!Double.isNaN(attempt.cost())) {
            span.setAttribute(SpanNames.COST, attempt.cost());
        }
        Duration first = attempt.ttft();
        if (first != null) {
            span.setAttribute(SpanNames.FIRST_TOKEN, first.toNanos() * 1e-9);
        }
    }

    /** The message stays out: a provider may repeat in it what it was asked. */
    private static void failure(Span span, @Nullable Failure failure) {
        if (failure == null) {
            return;
        }
        span.setAttribute(SpanNames.ERROR_TYPE, word(failure.kind()));
        if (failure.status() > 0) {
            span.setAttribute(SpanNames.STATUS, (long) failure.status());
        }
        if (failure.kind() != FailureKind.CANCELLED) { // who leaves meets no error
            span.setStatus(StatusCode.ERROR);
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
