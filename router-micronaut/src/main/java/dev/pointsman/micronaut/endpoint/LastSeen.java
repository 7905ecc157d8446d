package dev.pointsman.micronaut.endpoint;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.model.Failure;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ModelListener;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times of a model's last answer and last failure. Thread-safe; of two simultaneous calls either may count. */
final class LastSeen implements ModelListener {
    static final LastSeen NEVER = new LastSeen((from, to, why) -> {});

    private final Changed changed;
    private volatile long answered; // milliseconds of the wall clock; 0 for never
    private volatile long failed; // likewise

    /** Receiver of a breaker's changes of state. */
    @FunctionalInterface
    interface Changed {
        void accept(BreakerState from, BreakerState to, String why);
    }

    LastSeen(Changed changed) {
        this.changed = changed;
    }

    @Override
    public void succeeded(Attempt attempt, long nanos, Usage usage, double cost) {
        answered = System.currentTimeMillis();
    }

    @Override
    public void failed(Attempt attempt, long nanos, Failure failure) {
        failed = System.currentTimeMillis();
    }

    @Override
    public void breakerChanged(BreakerState from, BreakerState to, String why) {
        changed.accept(from, to, why);
    }

    /** Returns the age of the latest answer in seconds; null if there was none. */
    @Nullable
    Double answerAge(Instant now) {
        return age(answered, now);
    }

    /** Returns the age of the latest failure in seconds; null if there was none. */
    @Nullable
    Double failureAge(Instant now) {
        return age(failed, now);
    }

    private static @Nullable Double age(long at, Instant now) {
        return at == 0 ? null : Math.max(0, now.toEpochMilli() - at) / 1000.0;
    }
}
