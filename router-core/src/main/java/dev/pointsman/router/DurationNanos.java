package dev.pointsman.router;

import java.time.Duration;

/** Durations as nanoseconds; one that is longer than anybody lives is as long as forever. */
final class DurationNanos {
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private DurationNanos() {}

    static long of(Duration duration) {
        return duration.compareTo(FOREVER) > 0 ? FOREVER.toNanos() : duration.toNanos();
    }
}
