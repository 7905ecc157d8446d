package dev.pointsman.stats;

import java.util.concurrent.locks.StampedLock;

/**
 * For the engine: what one deployment has shown for one operation. Safe for all threads.
 *
 * <p>Every attempt calls {@link #begin} once and then exactly one of {@link #succeed}, {@link #fail},
 * {@link #rateLimit} and {@link #ignore}; the router sees to that. Times are nanoseconds of any origin.
 */
public final class ModelStatistics {
    // All fields below are guarded by this lock. Readers copy optimistically first.
    private final StampedLock lock = new StampedLock();
    private final LearnedCapacity capacity = new LearnedCapacity();
    private final Lessons lessons;
    private final InFlight inFlight;
    private long successes;
    private long failures;
    private long ignored;

    /**
     * Statistics without a sample.
     *
     * @param config how fast to forget and what to assume before the first sample
     */
    public ModelStatistics(StatisticsConfig config) {
        lessons = new Lessons(config, capacity);
        inFlight = new InFlight(config.attemptLimit().toNanos());
    }

    /**
     * An attempt begins.
     *
     * @param streaming whether {@link #firstToken} is to be expected
     * @param now the time
     * @return how many others are in flight
     */
    public int begin(boolean streaming, long now) {
        long stamp = lock.writeLock();
        try {
            return inFlight.begin(streaming, now);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /**
     * The first token of a streaming attempt has come.
     *
     * @param start when the attempt began
     * @param streaming what {@link #begin} was told
     * @param others what {@link #begin} returned
     * @param expectedTokens expected length of the answer
     * @param now the time
     */
    public void firstToken(long start, boolean streaming, int others, double expectedTokens, long now) {
        long stamp = lock.writeLock();
        try {
            if (streaming) {
                inFlight.firstToken(start, now);
            }
            lessons.firstToken(start, others, expectedTokens, now);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /**
     * An attempt has succeeded.
     *
     * @param start when it began
     * @param streaming what {@link #begin} was told
     * @param firstTokenAt when {@link #firstToken} was called; equal to {@code start} if it was not
     * @param others what {@link #begin} returned
     * @param tokens length of the answer, or its expected length when the provider did not count
     * @param dollars what it cost; NaN when unknown
     * @param now the time
     * @return how many times longer it took than the model's long-run means foresee for a call of that size; 0 while they
     *     rest on too little
     */
    public double succeed(
            long start, boolean streaming, long firstTokenAt, int others, double tokens, double dollars, long now) {
        long stamp = lock.writeLock();
        try {
            inFlight.end(start, streaming && firstTokenAt == start, now);
            successes++;
            return lessons.succeed(start, firstTokenAt, others, tokens, dollars, now);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /**
     * An attempt has failed by the model's fault.
     *
     * @param start when it began
     * @param waiting whether it still waited for its first token
     * @param silent whether it ran into a limit before any token came: then its time is a sample of latency too
     * @param now the time
     */
    public void fail(long start, boolean waiting, boolean silent, long now) {
        long stamp = lock.writeLock();
        try {
            inFlight.end(start, waiting, now);
            failures++;
            lessons.fail(start, silent, now);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /**
     * An outage is over: the failures so far say nothing of the next call, and the success rate forgets them.
     *
     * @param now the time
     */
    public void recovered(long now) {
        long stamp = lock.writeLock();
        try {
            lessons.recovered(now);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /**
     * Whether so many attempts have ended of late that what the next one shows is counted and not weighed; takes no lock.
     *
     * @param now the time
     * @return true after sixteen lessons within 10 ms, until they are over
     */
    public boolean isFlooded(long now) {
        return lessons.isFlooded(now);
    }

    /**
     * An attempt was turned away by a rate limit: that says something of capacity and nothing of health.
     *
     * @param start when it began
     * @param waiting whether it still waited for its first token
     * @param now the time
     */
    public void rateLimit(long start, boolean waiting, long now) {
        long stamp = lock.writeLock();
        try {
            inFlight.end(start, waiting, now);
            capacity.rateLimited(inFlight.count(now));
            ignored++;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /**
     * An attempt has ended in a way that says nothing of the model.
     *
     * @param start when it began
     * @param waiting whether it still waited for its first token
     * @param now the time
     */
    public void ignore(long start, boolean waiting, long now) {
        long stamp = lock.writeLock();
        try {
            inFlight.end(start, waiting, now);
            ignored++;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /**
     * Copies the estimates as they are at a time; takes no lock and changes nothing. Figures that fade do so in steps of
     * 10 ms after the last lesson, and are not worked out again where the copy has them already.
     *
     * @param now the time
     * @param into where to copy them
     */
    public void read(long now, Estimates into) {
        long stamp = lock.tryOptimisticRead();
        if (!into.isOf(this, stamp) || !into.lastsAt(now)) {
            read(now, into, stamp);
        }
    }

    private void read(long now, Estimates into, long optimistic) {
        if (optimistic != 0) {
            copy(now, into);
            if (lock.validate(optimistic)) {
                into.holds(optimistic);
                return;
            }
            into.forget();
        }
        long stamp = lock.readLock(); // a writer came between: queueing behind it is kinder than spinning
        try {
            copy(now, into);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /**
     * The statistics as they are at a time, for people.
     *
     * @param now the time
     * @return the snapshot
     */
    public StatisticsSnapshot snapshot(long now) {
        Estimates e = new Estimates();
        long stamp = lock.readLock();
        try {
            copy(now, e);
            return new StatisticsSnapshot(
                    e.ttft,
                    e.tpot,
                    e.samples,
                    e.successRate,
                    e.timeToFailure,
                    lessons.cost(now),
                    e.inFlight,
                    e.capacity,
                    successes,
                    failures,
                    ignored);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    private void copy(long now, Estimates into) {
        long step = lessons.step(now);
        if (!into.isOf(this, lessons.version(), step)) {
            lessons.copy(step, into);
            into.taken(this, lessons.version(), step);
        }
        into.inFlight = inFlight.count(now);
        into.capacity = capacity.value();
        into.meanWait = inFlight.meanWait(now);
        long from = lessons.beginOf(step);
        into.lasts(from, inFlight.isWaitedFor() ? from : inFlight.holdsUntil(from + Flood.STEP));
    }
}
