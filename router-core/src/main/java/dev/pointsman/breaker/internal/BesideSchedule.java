package dev.pointsman.breaker.internal;

import dev.pointsman.stats.internal.InFlight;

/**
 * Schedule of the trials that run beside a serving model while a breaker is open. Guarded by {@link ModelBreaker}'s
 * lock.
 *
 * <p>No caller waits for such a trial, so the interval is shorter than for trials with a real call: a quarter of the
 * open time, 2 s at least and 5 s at most, counted from the trip or the last such trial. One is in flight at a time;
 * one that takes over 10 s does not delay the next.
 */
final class BesideSchedule {
    private static final double SHARE = .25; // of the open time
    private static final long SHORTEST = 2_000_000_000L;
    private static final long LONGEST = 5_000_000_000L;
    private static final long TIMEOUT = 10_000_000_000L;

    private final InFlight underWay = new InFlight(TIMEOUT);
    private boolean begun;
    private long begunAt; // undefined before the first

    /** Returns whether the next trial may begin; read-only. */
    boolean isDue(long trippedAt, long openFor, long now) {
        long distance = Math.max(SHORTEST, Math.min(LONGEST, (long) (SHARE * openFor)));
        return now - trippedAt >= distance && (!begun || (now - begunAt >= distance && underWay.count(now) == 0));
    }

    void begin(long now) {
        begun = true;
        begunAt = now;
        underWay.begin(false, now);
    }

    void end(long start, long now) {
        underWay.end(start, false, now);
    }
}
