package dev.pointsman.stats;

/**
 * What a model's attempts have taught, and what readers are shown of it. Guarded by its owner's lock, but for
 * {@link #isFlooded}.
 */
final class StatisticsUpdater {
    private static final double ENOUGH_TO_JUDGE = 8;
    private static final double ENOUGH_OF_LATE = 2;
    private static final double NANOS = 1e-9;
    private static final int TURNS = 4; // so many lessons must come while a reader copies a few figures to disturb it

    private final LearnedCapacity capacity = new LearnedCapacity();
    private final LatencyModel latencies;
    private final SampleThrottle flood = new SampleThrottle();
    private final ModelEstimates space = new ModelEstimates();
    private final SuccessRate success;
    private final DecayedMean timeToFailure;
    private final DecayedMean cost;
    private final PublishedStatistics[] turns = new PublishedStatistics[TURNS];
    private int turn;
    private int unweighed; // successes since the last lesson

    StatisticsUpdater(StatisticsConfig config) {
        DecayRate slow = new DecayRate(config.slow());
        latencies = new LatencyModel(config, capacity);
        success = new SuccessRate(new DecayRate(config.success()));
        timeToFailure = new DecayedMean(slow);
        cost = new DecayedMean(slow);
        for (int i = 0; i < TURNS; i++) {
            turns[i] = new PublishedStatistics(config);
        }
        show(0);
    }

    /** Whether what comes now is counted and not weighed; needs no lock. */
    boolean isFlooded(long now) {
        return flood.isOver(now);
    }

    void firstToken(long start, int others, double expectedTokens, long now) {
        if (flood.isOver(now)) {
            return;
        }
        ModelEstimates before = shown().before(now, space);
        latencies.firstToken((now - start) * NANOS, others, expectedTokens, before, now);
        weighRest(now);
        learned(now);
    }

    /** Returns how many times longer it took than foreseen; 0 while that rests on too little. */
    double succeed(long start, long firstTokenAt, int others, double tokens, double dollars, long now) {
        double seconds = (now - start) * NANOS;
        boolean flooded = flood.isOver(now);
        ModelEstimates before = flooded ? shown().figures() : shown().before(now, space);
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

    /** How many times longer than in the long run answers take of late; 0 while it rests on too little. */
    double slowdown(double tokens, long now) {
        ModelEstimates known = shown().before(now, new ModelEstimates());
        if (known.samples < ENOUGH_OF_LATE || known.longRunSamples < ENOUGH_TO_JUDGE) {
            return 0;
        }
        return (known.ttft + tokens * known.tpot) / (known.baseTtft + tokens * known.baseTpot);
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
        weighRest(now);
        learned(now);
    }

    void rateLimited(int inFlight) {
        capacity.rateLimited(inFlight);
        show(shown().at());
    }

    /** What readers are to see from now on. */
    PublishedStatistics shown() {
        return turns[turn];
    }

    /** The mean dollars of a call; 0 before the first whose cost is known. */
    double cost(long now) {
        return cost.blend(0, cost.weight(now) == 0 ? 1 : 0, now);
    }

    /** A lesson of something else must not lose the successes that were only counted. */
    private void weighRest(long now) {
        if (unweighed > 0) {
            success.add(unweighed, 0, now);
        }
    }

    private void learned(long now) {
        flood.weigh(now);
        unweighed = 0;
        show(now);
    }

    private void show(long time) {
        turn = (turn + 1) % TURNS;
        shown().fill(latencies, success, timeToFailure, capacity.value(), time);
    }
}
