package dev.pointsman.stats;

import java.util.concurrent.locks.StampedLock;

/**
 * For the engine: what one deployment has shown for one operation. Safe for all threads.
 *
 * <p>Every attempt calls {@link #begin} once and then exactly one of {@link #succeed}, {@link #fail},
 * {@link #rateLimit} and {@link #ignore}; the router sees to that. Times are nanoseconds of any origin.
 */
public final class ModelStatistics {
    // σ²/2 of log-normal latencies with σ = .35 before the first token and .2 per token.
    private static final double TTFT_CORRECTION = .061;
    private static final double TPOT_CORRECTION = .02;
    private static final double TYPICAL_QUEUE = 1.5;
    private static final double ENOUGH_TO_JUDGE = 8;
    private static final double NANOS = 1e-9;
    private static final long STEP = Flood.STEP; // estimates fade in steps

    // All fields below are guarded by this lock. Readers copy optimistically first.
    private final StampedLock lock = new StampedLock();
    private final LatencyEstimate ttft;
    private final LatencyEstimate tpot;
    private final LatencySplit split;
    private final SuccessRate success;
    private final DecayedMean timeToFailure;
    private final DecayedMean cost;
    private final LearnedCapacity capacity = new LearnedCapacity();
    private final InFlight inFlight;
    private final Flood flood = new Flood();
    private final Estimates latest = new Estimates(); // as of the last lesson
    private long version; // rises with each lesson
    private long learnedAt; // of no meaning before the first
    private int unweighed; // successes since the last lesson
    private long successes;
    private long failures;
    private long ignored;

    /**
     * Statistics without a sample.
     *
     * @param config how fast to forget and what to assume before the first sample
     */
    public ModelStatistics(StatisticsConfig config) {
        Decay fast = new Decay(config.fast());
        Decay slow = new Decay(config.slow());
        double priorTtft = config.ttft().toNanos() * NANOS;
        double priorTpot = config.tpot().toNanos() * NANOS;
        ttft = new LatencyEstimate(fast, slow, priorTtft, TTFT_CORRECTION);
        tpot = new LatencyEstimate(fast, slow, priorTpot, TPOT_CORRECTION);
        split = new LatencySplit(slow, priorTtft, priorTpot);
        success = new SuccessRate(new Decay(config.success()));
        timeToFailure = new DecayedMean(slow);
        cost = new DecayedMean(slow);
        inFlight = new InFlight(config.attemptLimit().toNanos());
        renewLatest(learnedAt);
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
        double seconds = (now - start) * NANOS;
        long stamp = lock.writeLock();
        try {
            if (streaming) {
                inFlight.firstToken(start, now);
            }
            if (flood.isOver(now)) {
                return;
            }
            Estimates before = before(now);
            double service = before.ttft + expectedTokens * before.tpot;
            double base = before.baseTtft;
            double queued = capacity.expectedWait(others, service);
            capacity.served(seconds - TYPICAL_QUEUE * base, base, others, service);
            ttft.add(Math.max(Math.min(base, seconds), seconds - queued), now); // queueing is not slowness
            learned(now);
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
        double seconds = (now - start) * NANOS;
        boolean sawFirst = firstTokenAt != start;
        long stamp = lock.writeLock();
        try {
            inFlight.end(start, streaming && !sawFirst, now);
            successes++;
            boolean flooded = flood.isOver(now);
            Estimates before = flooded ? latest : before(now);
            double foreseen = before.baseTtft + tokens * before.baseTpot;
            double slowness = before.longRunSamples < ENOUGH_TO_JUDGE ? 0 : seconds / foreseen;
            if (flooded) {
                unweighed++;
                return slowness;
            }
            success.add(1 + unweighed, 0, now);
            if (!Double.isNaN(dollars)) {
                cost.add(dollars, now);
            }
            if (sawFirst) {
                if (tokens > 1) { // the only token was the first: it tells nothing of the next
                    tpot.add((now - firstTokenAt) * NANOS / tokens, now);
                }
            } else {
                learnWhole(seconds, others, tokens, before.ttft + tokens * before.tpot, foreseen, now);
            }
            learned(now);
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
     */
    public void fail(long start, boolean waiting, boolean silent, long now) {
        double seconds = (now - start) * NANOS;
        long stamp = lock.writeLock();
        try {
            inFlight.end(start, waiting, now);
            success.add(unweighed, 1, now);
            timeToFailure.add(seconds, now);
            failures++;
            if (silent) {
                ttft.add(seconds, now);
            }
            learned(now);
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
        return flood.isOver(now);
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
                    cost.blend(0, cost.weight(now) == 0 ? 1 : 0, now),
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
        long step = step(now);
        if (!into.isOf(this, version, step)) {
            renew(step, into);
        }
        into.inFlight = inFlight.count(now);
        into.capacity = capacity.value();
        into.meanWait = inFlight.meanWait(now);
        long from = learnedAt + step * STEP;
        into.lasts(from, inFlight.isWaitedFor() ? from : inFlight.holdsUntil(from + STEP));
    }

    private void renew(long step, Estimates into) {
        if (step == 0) {
            into.copyFading(latest);
        } else {
            fade(learnedAt + step * STEP, into);
        }
        into.taken(this, version, step);
    }

    private long step(long now) {
        return Math.max(0, now - learnedAt) / STEP;
    }

    private void fade(long to, Estimates into) {
        into.samples = ttft.samples(to);
        into.longRunSamples = ttft.longRunSamples(to);
        into.ttft = ttft.expected(into.samples, into.longRunSamples);
        into.tpot = tpot.expected(to);
        into.successRate = success.rate(to);
        into.timeToFailure = timeToFailure.blend(1, 1, to);
    }

    /** With the medians in the long run, which only lessons need. */
    private void renewLatest(long to) {
        fade(to, latest);
        latest.baseTtft = ttft.base(to);
        latest.baseTpot = tpot.base(to);
    }

    /** What was known before the lesson at hand. */
    private Estimates before(long now) {
        long step = step(now);
        if (step > 0) {
            renewLatest(learnedAt + step * STEP);
        }
        return latest;
    }

    private void learned(long now) {
        flood.weigh(now);
        unweighed = 0;
        version++;
        learnedAt = now;
        renewLatest(now);
    }

    private void learnWhole(double seconds, int others, double tokens, double service, double foreseen, long now) {
        double own = Math.max(Math.min(seconds, foreseen), seconds - capacity.expectedWait(others, service));
        capacity.served(seconds - TYPICAL_QUEUE * foreseen, foreseen, others, service);
        double share = split.share(own, tokens, now);
        ttft.add(own * share, now);
        if (tokens >= 1) {
            tpot.add(own * (1 - share) / tokens, now);
        }
    }
}
