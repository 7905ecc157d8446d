package dev.pointsman.breaker;

import dev.pointsman.stats.InFlight;

/**
 * Schedule of the trials that run beside a serving model while a breaker is open. Guarded by {@link ModelBreaker}'s lock.
 *
 * <p>No caller waits for such a trial, so they come closer together than those that take a caller's place: at a quarter
 * of the open time, 2 s at least and 5 s at most, counted from the trip or the last such trial. One is under way at a
 * time; one that takes over 10 s does not hold up the next.
 */
final class BesideSchedule {
    private static final double SHARE = .25; // of the open time
    private static final long SHORTEST = 2_000_000_000L;
    private static final long LONGEST = 5_000_000_000L;
    private static final long PATIENCE = 10_000_000_000L;

    private final InFlight underWay = new InFlight(PATIENCE);
    private boolean begun;
    private long begunAt; // of no meaning before the first

    /** Whether the next one may begin; changes nothing. */
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
