package dev.pointsman.stats;

import java.util.concurrent.locks.StampedLock;

/**
 * For the engine: what one deployment has shown for one operation. Safe for all threads.
 *
 * <p>Every attempt calls {@link #begin} once and then exactly one of {@link #succeed}, {@link #fail},
 * {@link #rateLimit} and {@link #ignore}; the router sees to that. Times are nanoseconds of any origin.
 */
public final class ModelStatistics {
    private final StampedLock lock =
            new StampedLock(); // for writers; a reader who must look behind it does so in passing
    private final StatisticsUpdater lessons; // guarded by lock
    private final InFlight inFlight; // guarded by lock
    private final OutcomeCounters endings = new OutcomeCounters(); // guarded by lock
    private volatile PublishedStatistics shown; // what readers see, guarded by lock for writers

    /**
     * Statistics without a sample.
     *
     * @param config how fast to forget and what to assume before the first sample
     */
    public ModelStatistics(StatisticsConfig config) {
        lessons = new StatisticsUpdater(config);
        inFlight = new InFlight(config.attemptLimit().toNanos());
        shown = lessons.shown();
        shown.tell(inFlight, 0);
        shown.filled();
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
            int others = inFlight.begin(streaming, now);
            publish(now);
            return others;
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
            publish(now);
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
            endings.successes++;
            double slowness = lessons.succeed(start, firstTokenAt, others, tokens, dollars, now);
            publish(now);
            return slowness;
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
     * @return how many attempts have begun since the start, without those that ended in a way that says nothing of the model
     */
    public long fail(long start, boolean waiting, boolean silent, long now) {
        long stamp = lock.writeLock();
        try {
            inFlight.end(start, waiting, now);
            endings.failures++;
            lessons.fail(start, silent, now);
            publish(now);
            return inFlight.ever() - endings.ignored;
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
            publish(now);
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
            lessons.rateLimited(inFlight.count(now));
            endings.ignored++;
            publish(now);
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
            endings.ignored++;
            publish(now);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /**
     * How many times longer than in the long run answers of a size take of late.
     *
     * @param tokens length of the answer
     * @param now the time
     * @return the ratio, over 0; 0 while it rests on too little
     */
    public double slowdown(double tokens, long now) {
        long stamp = lock.readLock();
        try {
            return lessons.slowdown(tokens, now);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /**
     * Copies the estimates as they are at a time; takes no lock, waits for nobody and changes nothing. Figures that fade do
     * so in steps of 10 ms after the last lesson, and are not worked out again where the copy has them already.
     *
     * @param now the time
     * @param into where to copy them
     */
    public void read(long now, ModelEstimates into) {
        while (!tryRead(now, into)) { // overtaken by several lessons meanwhile
            Thread.onSpinWait();
        }
    }

    private boolean tryRead(long now, ModelEstimates into) {
        PublishedStatistics seen = shown;
        long version = seen.version();
        if (!into.isOf(seen, version, now)) {
            seen.copy(now, version, into);
        }
        if (!seen.isLate(now) || !tryReadLate(now, into)) {
            seen.copyCalls(inFlight, now, into);
        }
        return seen.isStill(version);
    }

    /** Calls that nobody ended are over: counts without them, unless a writer has come, who drops them. */
    private boolean tryReadLate(long now, ModelEstimates into) {
        long stamp = lock.tryOptimisticRead();
        into.inFlight = inFlight.count(now);
        into.meanWait = inFlight.meanWait(now);
        return stamp != 0 && lock.validate(stamp);
    }

    /**
     * The statistics as they are at a time, for people.
     *
     * @param now the time
     * @return the snapshot
     */
    public StatisticsSnapshot snapshot(long now) {
        ModelEstimates e = new ModelEstimates();
        long stamp = lock.readLock();
        try {
            read(now, e);
            return new StatisticsSnapshot(
                    e.ttft,
                    e.tpot,
                    e.samples,
                    e.successRate,
                    e.timeToFailure,
                    lessons.cost(now),
                    e.inFlight,
                    e.capacity,
                    endings.successes,
                    endings.failures,
                    endings.ignored);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    private void publish(long now) {
        PublishedStatistics next = lessons.shown();
        next.tell(inFlight, now);
        if (shown != next) { // a write for each call would be felt by all who look
            next.filled();
            shown = next;
        }
    }
}
