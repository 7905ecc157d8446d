package dev.pointsman.time.internal;

import java.time.Duration;

/** Conversion of durations to nanoseconds, limited to 100 years to avoid overflow. */
public final class DurationNanos {
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private DurationNanos() {}

    public static long of(Duration duration) {
        return duration.compareTo(FOREVER) > 0 ? FOREVER.toNanos() : duration.toNanos();
    }
}
