package dev.pointsman.micronaut.trace;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

/** Spans of attempts, started with the decision, so that the attempt's code can create child spans. */
final class AttemptSpans {
    private static final double SECONDS = 1e-9;

    private final Tracer tracer;

    AttemptSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    Span begin(Attempt attempt, String decision, boolean hedge, Context parent) {
        String operation = SpanNames.word(attempt.request().operation());
        Span span = tracer.spanBuilder(operation + " " + attempt.model().name())
                .setParent(parent)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(SpanNames.OPERATION, operation)
                .setAttribute(SpanNames.PROVIDER, attempt.model().provider())
                .setAttribute(SpanNames.REQUEST_MODEL, attempt.model().name())
                .setAttribute(SpanNames.DECISION, decision)
                .setAttribute(SpanNames.MODEL, attempt.model().id())
                .setAttribute(SpanNames.TIER, SpanNames.word(attempt.tier()))
                .setAttribute(SpanNames.HEDGE, hedge && !attempt.isBesideTrial())
                .startSpan();
        if (attempt.isBesideTrial()) {
            span.setAttribute(SpanNames.BESIDE, true);
        }
        return span;
    }

    static void firstToken(Span span, long nanos) {
        span.setAttribute(SpanNames.FIRST_TOKEN, nanos * SECONDS);
    }

    static void succeeded(Span span, Usage usage, double cost) {
        if (usage.isKnown()) {
            span.setAttribute(SpanNames.INPUT_TOKENS, (long) usage.inputTokens());
            span.setAttribute(SpanNames.OUTPUT_TOKENS, (long) usage.outputTokens());
        }
        if (!Double.isNaN(cost)) {
            span.setAttribute(SpanNames.COST, cost);
        }
    }

    /** Records a failure without its message, as a provider's message may quote the prompt. */
    static void failed(Span span, Failure failure) {
        span.setAttribute(SpanNames.ERROR_TYPE, SpanNames.word(failure.kind()));
        if (failure.status() > 0) {
            span.setAttribute(SpanNames.STATUS, (long) failure.status());
        }
        span.setStatus(StatusCode.ERROR);
    }

    /** Records a cancellation, which is no error. */
    static void ignored(Span span) {
        span.setAttribute(SpanNames.ERROR_TYPE, SpanNames.word(FailureKind.CANCELLED));
    }
}
