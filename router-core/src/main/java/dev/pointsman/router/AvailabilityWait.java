package dev.pointsman.router;

import dev.pointsman.model.RouteRequest;

/** A call's wait for any model to come back: how long it would be, and its place among the few that may wait. */
final class AvailabilityWait {
    private final PoolState pool;
    private final RouteRequest request;
    private boolean waiting;
    private long since;

    AvailabilityWait(PoolState pool, RouteRequest request) {
        this.pool = pool;
        this.request = request;
    }

    /** Nanoseconds until it is worth while to look again; negative if waiting is no use or too many wait already. */
    long pause(TriedModels tried, long now) {
        long wait = Eligibility.nanosUntilAvailable(pool, request, tried, now);
        if (wait < 0 || waiting) {
            return wait;
        }
        if (!pool.waitingRoom().enter(now)) {
            return -1;
        }
        waiting = true;
        since = now;
        return wait;
    }

    void over(long now) {
        if (waiting) {
            waiting = false;
            pool.waitingRoom().leave(since, now);
        }
    }
}
