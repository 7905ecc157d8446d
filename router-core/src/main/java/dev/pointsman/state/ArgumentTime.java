package dev.pointsman.state;

import com.github.benmanes.caffeine.cache.Ticker;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ticker of a cache whose time is an argument: the latest time passed to it, relative to the first one, in steps of a
 * millisecond. Thread-safe; never goes back.
 */
final class ArgumentTime implements Ticker {
    private static final long STEP = 1_000_000; // nanoseconds; a write for every call would slow down the others

    private final AtomicLong passed = new AtomicLong();
    private volatile boolean begun;
    private long origin; // guarded by this; written before begun

    /** Advances to a time, unless a later one was passed before. */
    void advance(long now) {
        if (!begun) {
            begin(now);
        }
        long since = now - origin;
        if (since - passed.get() >= STEP) {
            passed.accumulateAndGet(since, Math::max);
        }
    }

    private synchronized void begin(long now) {
        if (!begun) {
            origin = now;
            begun = true;
        }
    }

    @Override
    public long read() {
        return passed.get();
    }
}
