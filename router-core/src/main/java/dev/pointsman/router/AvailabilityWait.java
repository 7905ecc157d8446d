package dev.pointsman.router;

import dev.pointsman.model.RouteRequest;

/** Wait of a call for an available model: its length, and the permit among the limited number of waiting calls. */
final class AvailabilityWait {
    private final PoolState pool;
    private final RouteRequest request;
    private boolean waiting;
    private long since;

    AvailabilityWait(PoolState pool, RouteRequest request) {
        this.pool = pool;
        this.request = request;
    }

    /** Returns the nanoseconds until the next check; negative if waiting is useless or too many calls wait already. */
    long pause(TriedModels tried, long now) {
        long wait = Eligibility.nanosUntilAvailable(pool, request, tried, now);
        if (wait < 0 || waiting) {
            return wait;
        }
        if (!pool.waiters().enter(now)) {
            return -1;
        }
        waiting = true;
        since = now;
        return wait;
    }

    void over(long now) {
        if (waiting) {
            waiting = false;
            pool.waiters().leave(since, now);
        }
    }
}
