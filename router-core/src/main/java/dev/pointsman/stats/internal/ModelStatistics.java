package dev.pointsman.stats.internal;

import dev.pointsman.stats.StatisticsConfig;
import dev.pointsman.stats.StatisticsSnapshot;
import java.util.concurrent.locks.StampedLock;

/**
 * For the engine: statistics of one deployment and operation. Thread-safe.
 *
 * <p>Every attempt calls {@link #begin} once and then exactly one of {@link #succeed}, {@link #fail}, {@link
 * #rateLimit} and {@link #ignore}; the router guarantees this. Times are nanoseconds of any origin.
 */
public final class ModelStatistics {
    private final StampedLock lock = new StampedLock(); // for writers; readers only use optimistic reads
    private final StatisticsUpdater updater; // guarded by lock
    private final InFlight inFlight; // guarded by lock
    private final OutcomeCounters outcomes = new OutcomeCounters(); // guarded by lock
    private volatile PublishedStatistics published; // the version that readers see; written under lock

    /**
     * Statistics without a sample.
     *
     * @param config time constants and priors
     */
    public ModelStatistics(StatisticsConfig config) {
        updater = new StatisticsUpdater(config);
        inFlight = new InFlight(config.attemptLimit().toNanos());
        published = updater.published();
        published.publishInFlight(inFlight, 0);
        published.filled();
    }

    /**
     * Records the start of an attempt.
     *
     * @param streaming whether {@link #firstToken} is to be expected
     * @param now the time
     * @return the number of other attempts in flight
     */
    public int begin(boolean streaming, long now) {
        return begin(streaming, PromptLoad.NONE, now);
    }

    /**
     * Records the start of an attempt with a prompt that is taken into account.
     *
     * @param streaming whether {@link #firstToken} is to be expected
     * @param load the expected work on its prompt
     * @param now the time
     * @return the number of other attempts in flight
     */
    public int begin(boolean streaming, PromptLoad load, long now) {
        long stamp = lock.writeLock();
        try {
            int others = inFlight.begin(streaming, load.factor(), now);
            publish(now);
            return others;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /**
     * Records the first token of a streaming attempt.
     *
     * @param start the start time of the attempt
     * @param streaming the value passed to {@link #begin}
     * @param others the result of {@link #begin}
     * @param expectedTokens expected length of the answer
     * @param load the value passed to {@link #begin}
     * @param now the time
     */
    public void firstToken(
            long start, boolean streaming, int others, double expectedTokens, PromptLoad load, long now) {
        long stamp = lock.writeLock();
        try {
            if (streaming) {
                inFlight.firstToken(start, load.factor(), now);
            }
            updater.firstToken(start, others, expectedTokens, load, now);
            publish(now);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /**
     * Records a successful attempt.
     *
     * @param start the start time
     * @param streaming the value passed to {@link #begin}
     * @param firstTokenAt the time of {@link #firstToken}; equal to {@code start} if it was not called
     * @param others the result of {@link #begin}
     * @param tokens length of the answer, or its expected length when the provider did not count
     * @param dollars the cost in US dollars; NaN when unknown
     * @param load the value passed to {@link #begin}
     * @param uncached tokens of the prompt that were not cached; NaN when unknown
     * @param now the time
     * @return the ratio of its duration to the one predicted by the model's long-run means for a call of that size; 0
     *     while there are too few samples
     */
    public double succeed(
            long start,
            boolean streaming,
            long firstTokenAt,
            int others,
            double tokens,
            double dollars,
            PromptLoad load,
            double uncached,
            long now) {
        long stamp = lock.writeLock();
        try {
            inFlight.end(start, streaming && firstTokenAt == start, load.factor(), now);
            outcomes.successes++;
            double slowness = updater.succeed(start, firstTokenAt, others, tokens, dollars, load, uncached, now);
            publish(now);
            return slowness;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /**
     * Records an attempt that failed by the model's fault.
     *
     * @param start the start time
     * @param waiting whether it still waited for its first token
     * @param silent whether it timed out before any token; then its duration is also a latency sample
     * @param others the result of {@link #begin}
     * @param load the value passed to {@link #begin}
     * @param now the time
     * @return the number of attempts begun since the start, without ignored ones
     */
    public long fail(long start, boolean waiting, boolean silent, int others, PromptLoad load, long now) {
        long stamp = lock.writeLock();
        try {
            inFlight.end(start, waiting, load.factor(), now);
            outcomes.failures++;
            updater.fail(start, silent, others, load, now);
            publish(now);
            return inFlight.ever() - outcomes.ignored;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /**
     * Records the end of an outage: the success rate forgets the failures so far, which no longer predict the next
     * call.
     *
     * @param now the time
     */
    public void recovered(long now) {
        long stamp = lock.writeLock();
        try {
            updater.recovered(now);
            publish(now);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /**
     * Returns whether the sample throttle is active: the next attempt is counted but not used as a sample; takes no
     * lock.
     *
     * @param now the time
     * @return true after sixteen samples within 10 ms, until the 10 ms are over
     */
    public boolean isThrottled(long now) {
        return updater.isThrottled(now);
    }

    /**
     * Records an attempt rejected by a rate limit, which affects the capacity estimate but not the success rate.
     *
     * @param start the start time
     * @param waiting whether it still waited for its first token
     * @param load the value passed to {@link #begin}
     * @param now the time
     */
    public void rateLimit(long start, boolean waiting, PromptLoad load, long now) {
        long stamp = lock.writeLock();
        try {
            inFlight.end(start, waiting, load.factor(), now);
            updater.rateLimited(inFlight.count(now));
            outcomes.ignored++;
            publish(now);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /**
     * Records an attempt whose end says nothing about the model.
     *
     * @param start the start time
     * @param waiting whether it still waited for its first token
     * @param load the value passed to {@link #begin}
     * @param now the time
     */
    public void ignore(long start, boolean waiting, PromptLoad load, long now) {
        long stamp = lock.writeLock();
        try {
            inFlight.end(start, waiting, load.factor(), now);
            outcomes.ignored++;
            publish(now);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /**
     * Returns the ratio of the recent to the long-run expected duration of an answer of a given size.
     *
     * @param tokens length of the answer
     * @param now the time
     * @return the ratio, over 0; 0 while there are too few samples
     */
    public double slowdown(double tokens, long now) {
        long stamp = lock.readLock();
        try {
            return updater.slowdown(tokens, now);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /**
     * Copies the estimates as of a time; lock-free and read-only. Decaying estimates change in steps of 10 ms after the
     * last sample, and are not recomputed if the copy is up to date.
     *
     * @param now the time
     * @param into the copy to fill
     */
    public void read(long now, ModelEstimates into) {
        while (!tryRead(now, into)) { // overwritten by several samples in the meantime
            Thread.onSpinWait();
        }
    }

    private boolean tryRead(long now, ModelEstimates into) {
        PublishedStatistics seen = published;
        long version = seen.version();
        if (!into.isOf(seen, version, now)) {
            seen.copy(now, version, into);
        }
        if (!seen.isLate(now) || !tryReadLate(now, into)) {
            seen.copyCalls(inFlight, now, into);
        }
        return seen.isStill(version);
    }

    /**
     * Counts the calls in flight without expired ones; returns false if a writer interfered, which drops them itself.
     */
    private boolean tryReadLate(long now, ModelEstimates into) {
        long stamp = lock.tryOptimisticRead();
        into.inFlight = inFlight.count(now);
        into.meanWait = inFlight.meanWait(now);
        return stamp != 0 && lock.validate(stamp);
    }

    /**
     * Returns a snapshot of the statistics at a time, for display.
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
                    updater.measuredTtft(now),
                    e.tpot,
                    e.samples,
                    e.successRate,
                    e.timeToFailure,
                    updater.cost(now),
                    e.inFlight,
                    e.capacity,
                    outcomes.successes,
                    outcomes.failures,
                    outcomes.ignored);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    private void publish(long now) {
        PublishedStatistics next = updater.published();
        next.publishInFlight(inFlight, now);
        if (published != next) { // a write for every call would slow down all readers
            next.filled();
            published = next;
        }
    }
}
