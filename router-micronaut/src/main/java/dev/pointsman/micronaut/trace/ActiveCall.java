package dev.pointsman.micronaut.trace;

import dev.pointsman.router.Attempt;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.ImplicitContextKeyed;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * State of a call for the spans of its attempts, kept in the trace context. Thread-safe.
 *
 * @param decision the id of the call
 * @param open number of its attempts in progress
 */
record ActiveCall(String decision, AtomicInteger open) implements ImplicitContextKeyed {
    private static final ContextKey<ActiveCall> KEY = ContextKey.named("pointsman-call");

    static ActiveCall of(Attempt attempt) {
        return new ActiveCall(attempt.decisionId(), new AtomicInteger());
    }

    /** Returns the call of an attempt; a new one for an attempt without a call, which may be inside another call. */
    static ActiveCall of(Context context, Attempt attempt) {
        ActiveCall around = context.get(KEY);
        return around == null || !attempt.belongsToCall() ? of(attempt) : around;
    }

    /** Records the start of an attempt; returns the number of others in progress. */
    int begin() {
        return open.getAndIncrement();
    }

    void end() {
        open.decrementAndGet();
    }

    @Override
    public Context storeInContext(Context context) {
        return context.with(KEY, this);
    }
}
