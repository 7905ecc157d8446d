package dev.pointsman.micronaut.trace;

import dev.pointsman.router.Attempt;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.ImplicitContextKeyed;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the spans of a call's attempts need to know of it; stands in its context. Safe for all threads.
 *
 * @param decision the id of the call
 * @param open how many of its attempts are under way
 */
record ActiveCall(String decision, AtomicInteger open) implements ImplicitContextKeyed {
    private static final ContextKey<ActiveCall> KEY = ContextKey.named("pointsman-call");

    static ActiveCall of(Attempt attempt) {
        return new ActiveCall(attempt.decisionId(), new AtomicInteger());
    }

    /** The call around an attempt; one of its own for an attempt that stands alone, perhaps inside another call. */
    static ActiveCall of(Context context, Attempt attempt) {
        ActiveCall around = context.get(KEY);
        return around == null || !attempt.belongsToCall() ? of(attempt) : around;
    }

    /** An attempt begins. Tells how many others are under way. */
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
