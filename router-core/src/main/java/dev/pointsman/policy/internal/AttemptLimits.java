package dev.pointsman.policy.internal;

import dev.pointsman.model.Model;
import dev.pointsman.model.Timeouts;
import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.stats.internal.PromptLoad;
import dev.pointsman.time.internal.DurationNanos;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Timeouts of an attempt under the deadline of its call. */
public final class AttemptLimits {
    private static final double FACTOR = 1.5;
    private static final double SECOND = 1e9; // nanoseconds

    private AttemptLimits() {}

    /** Returns the timeouts, with the waits for a first token and a whole answer limited by the nanoseconds left. */
    @SuppressWarnings("ReferenceEquality") // a timeout within the limit is returned as it is
    public static Timeouts within(Timeouts own, long left) {
        Duration firstToken = atMost(own.firstToken(), left);
        Duration response = atMost(own.response(), left);
        return firstToken == own.firstToken() && response == own.response()
                ? own
                : new Timeouts(firstToken, own.idle(), response);
    }

    /**
     * Returns the timeouts of an attempt: the model's, else the pool's. The wait for a first token is at least one and a
     * half times the time to read the prompt, and as much again for what is not expected to be cached of it, but at most
     * the wait for a whole answer. A cache that was lost is no reason to give up, and a short prompt none to wait longer.
     */
    public static Timeouts of(Model model, FailoverPolicy pool, PromptLoad load) {
        Timeouts own = model.timeouts().or(pool.timeouts());
        Duration limit = own.firstToken();
        double seconds = FACTOR * (load.wholeSeconds() + load.unreadSeconds());
        if (limit == null || seconds <= DurationNanos.of(limit) / SECOND) {
            return own;
        }
        Duration longer = atMost(Duration.ofNanos((long) (seconds * SECOND)), own.response());
        return longer.compareTo(limit) > 0 ? new Timeouts(longer, own.idle(), own.response()) : own;
    }

    private static Duration atMost(Duration limit, @Nullable Duration most) {
        return most == null || limit.compareTo(most) < 0 ? limit : most;
    }

    /** Returns whether a time since the start, in nanoseconds, is before the timeout of the first output. */
    public static boolean isBefore(Timeouts own, boolean streaming, long nanos) {
        Duration limit = streaming ? own.firstToken() : own.response();
        return limit != null && nanos < DurationNanos.of(limit);
    }

    private static @Nullable Duration atMost(@Nullable Duration limit, long nanos) {
        boolean within = limit == null || DurationNanos.of(limit) <= nanos;
        return within ? limit : Duration.ofNanos(Math.max(1, nanos));
    }
}
