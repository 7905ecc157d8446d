package dev.pointsman.stats.internal;

import org.jspecify.annotations.Nullable;

/**
 * Times of one streamed answer, in nanoseconds: an object of its own, so that no other call needs more memory.
 * Thread-safe.
 */
public final class StreamTimes {
    private final long firstTokenAt;
    private volatile long paused;

    /** Creates the times of a stream whose first token has arrived. */
    public StreamTimes(long firstTokenAt) {
        this.firstTokenAt = firstTokenAt;
    }

    /** Records for how long the caller has delayed a stream in all; no effect before its first token. */
    public static void paused(@Nullable StreamTimes of, long nanos) {
        if (of != null) {
            of.paused = Math.max(0, nanos);
        }
    }

    /** Returns for how long the caller has delayed a stream in all. */
    public static long paused(@Nullable StreamTimes of) {
        return of == null ? 0 : of.paused;
    }

    /** Returns the time of the first token; another time without one. */
    public static long firstTokenAt(@Nullable StreamTimes of, long otherwise) {
        return of == null ? otherwise : of.firstTokenAt;
    }
}
