package dev.pointsman.policy.internal;

import dev.pointsman.stats.internal.InFlight;

/** Limit on the number of waiting calls of a pool. A wait that is never ended is dropped after the pool's deadline. */
public final class WaiterLimit {
    private static final int PLACES = 100;

    private final InFlight waiting; // guarded by this

    public WaiterLimit(long longestNanos) {
        waiting = new InFlight(longestNanos);
    }

    public synchronized boolean enter(long now) {
        if (waiting.count(now) >= PLACES) {
            return false;
        }
        waiting.begin(false, now);
        return true;
    }

    public synchronized int size(long now) {
        return waiting.count(now);
    }

    public synchronized void leave(long since, long now) {
        waiting.end(since, false, now);
    }
}
