package dev.pointsman.stats;

/**
 * What a model's attempts have taught, and the estimates as of the last lesson. Guarded by its owner's lock, but for
 * {@link #isFlooded}.
 *
 * <p>Estimates fade in steps counted from the last lesson, so that those of one step need working out once.
 */
final class Lessons {
    private static final long STEP = Flood.STEP;
    private static final double ENOUGH_TO_JUDGE = 8;
    private static final double NANOS = 1e-9;

    private final Latencies latencies;
    private final SuccessRate success;
    private final DecayedMean timeToFailure;
    private final DecayedMean cost;
    private final Flood flood = new Flood();
    private final Estimates latest = new Estimates(); // as of the last lesson
    private long version; // rises with each lesson
    private long learnedAt; // of no meaning before the first
    private int unweighed; // successes since the last lesson

    Lessons(StatisticsConfig config, LearnedCapacity capacity) {
        Decay slow = new Decay(config.slow());
        latencies = new Latencies(config, capacity);
        success = new SuccessRate(new Decay(config.success()));
        timeToFailure = new DecayedMean(slow);
        cost = new DecayedMean(slow);
        renewLatest(learnedAt);
    }

    /** Whether what comes now is counted and not weighed; needs no lock. */
    boolean isFlooded(long now) {
        return flood.isOver(now);
    }

    void firstToken(long start, int others, double expectedTokens, long now) {
        if (flood.isOver(now)) {
            return;
        }
        latencies.firstToken((now - start) * NANOS, others, expectedTokens, before(now), now);
        learned(now);
    }

    /** Returns how many times longer it took than foreseen; 0 while that rests on too little. */
    double succeed(long start, long firstTokenAt, int others, double tokens, double dollars, long now) {
        double seconds = (now - start) * NANOS;
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
        if (firstTokenAt != start) {
            latencies.rest((now - firstTokenAt) * NANOS, tokens, now);
        } else {
            latencies.whole(seconds, others, tokens, foreseen, before, now);
        }
        learned(now);
        return slowness;
    }

    void fail(long start, boolean silent, long now) {
        double seconds = (now - start) * NANOS;
        success.add(unweighed, 1, now);
        timeToFailure.add(seconds, now);
        if (silent) {
            latencies.silence(seconds, now);
        }
        learned(now);
    }

    void recovered(long now) {
        success.forgetFailures();
        learned(now);
    }

    long version() {
        return version;
    }

    /** How many steps have passed since the last lesson. */
    long step(long now) {
        return Math.max(0, now - learnedAt) / STEP;
    }

    /** When that step began. */
    long beginOf(long step) {
        return learnedAt + step * STEP;
    }

    /** Fills in the estimates that fade, as they are in that step. */
    void copy(long step, Estimates into) {
        if (step == 0) {
            into.copyFading(latest);
        } else {
            fade(beginOf(step), into);
        }
    }

    /** The mean dollars of a call; 0 before the first whose cost is known. */
    double cost(long now) {
        return cost.blend(0, cost.weight(now) == 0 ? 1 : 0, now);
    }

    private void fade(long to, Estimates into) {
        latencies.fade(to, into);
        into.successRate = success.rate(to);
        into.timeToFailure = timeToFailure.blend(1, 1, to);
    }

    private void renewLatest(long to) {
        fade(to, latest);
        latencies.fadeBases(to, latest);
    }

    /** What was known before the lesson at hand. */
    private Estimates before(long now) {
        long step = step(now);
        if (step > 0) {
            renewLatest(beginOf(step));
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
}
