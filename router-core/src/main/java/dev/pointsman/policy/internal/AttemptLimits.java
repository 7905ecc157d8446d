package dev.pointsman.policy.internal;

import dev.pointsman.model.Timeouts;
import dev.pointsman.time.internal.DurationNanos;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Timeouts of an attempt under the deadline of its call. */
public final class AttemptLimits {
    private AttemptLimits() {}

    /** Returns the timeouts, with the waits for a first token and a whole answer limited by the nanoseconds left. */
    public static Timeouts within(Timeouts own, long left) {
        return new Timeouts(atMost(own.firstToken(), left), own.idle(), atMost(own.response(), left));
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
