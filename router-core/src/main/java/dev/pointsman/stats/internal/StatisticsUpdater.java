package dev.pointsman.stats.internal;

import dev.pointsman.stats.StatisticsConfig;

/**
 * Writer of a model's estimates: adds samples and fills the buffers for readers. Guarded by its owner's lock, except
 * {@link #isThrottled}.
 */
final class StatisticsUpdater {
    private static final double ENOUGH_TO_JUDGE = 8;
    private static final double ENOUGH_OF_LATE = 2;
    private static final double NANOS = 1e-9;
    private static final int BUFFERS = 4; // a reader is disturbed only if this many samples arrive while it copies

    private final LearnedCapacity capacity = new LearnedCapacity();
    private final LatencyModel latencies;
    private final SampleThrottle throttle = new SampleThrottle();
    private final ModelEstimates scratch = new ModelEstimates();
    private final SuccessRate success;
    private final DecayedMean timeToFailure;
    private final DecayedMean cost;
    private final PublishedStatistics[] buffers = new PublishedStatistics[BUFFERS];
    private int current;
    private int unweighed; // successes since the last sample, counted only

    StatisticsUpdater(StatisticsConfig config) {
        DecayRate slow = new DecayRate(config.slow());
        latencies = new LatencyModel(config, capacity);
        success = new SuccessRate(new DecayRate(config.success()));
        timeToFailure = new DecayedMean(slow);
        cost = new DecayedMean(slow);
        for (int i = 0; i < BUFFERS; i++) {
            buffers[i] = new PublishedStatistics(config);
        }
        publish(0);
    }

    /** Returns whether samples are only counted now; needs no lock. */
    boolean isThrottled(long now) {
        return throttle.isOver(now);
    }

    void firstToken(long start, int others, double expectedTokens, PromptLoad load, long now) {
        if (throttle.isOver(now)) {
            return;
        }
        ModelEstimates before = published().before(now, scratch);
        latencies.firstToken((now - start) * NANOS, others, expectedTokens, load, before, now);
        addUnweighed(now);
        sampleAdded(now);
    }

    /** Returns the ratio of the duration to the predicted one; 0 while there are too few samples. */
    double succeed(
            long start,
            long firstTokenAt,
            int others,
            double tokens,
            double dollars,
            PromptLoad load,
            double uncached,
            long now) {
        double seconds = (now - start) * NANOS;
        boolean throttled = throttle.isOver(now);
        ModelEstimates before = throttled ? published().figures() : published().before(now, scratch);
        double factor = load.factor(uncached, before.prefill);
        double foreseen = before.baseTtft * factor + tokens * before.baseTpot;
        double slowness = before.longRunSamples < ENOUGH_TO_JUDGE ? 0 : seconds / foreseen;
        if (throttled) {
            unweighed++;
            return slowness;
        }
        success.add(1 + unweighed, 0, now);
        if (!Double.isNaN(dollars)) {
            cost.add(dollars, now);
        }
        if (firstTokenAt != start) {
            latencies.rest((now - firstTokenAt) * NANOS, tokens, load, now);
            if (load.isMeasured()) {
                latencies.read(
                        (firstTokenAt - start) * NANOS, others, tokens, load, uncached, before, firstTokenAt, now);
            }
        } else {
            latencies.whole(seconds, others, tokens, foreseen, factor, before, now);
        }
        sampleAdded(now);
        return slowness;
    }

    /** Returns the ratio of the recent to the long-run expected duration; 0 while there are too few samples. */
    double slowdown(double tokens, long now) {
        ModelEstimates known = published().before(now, new ModelEstimates());
        if (known.samples < ENOUGH_OF_LATE || known.longRunSamples < ENOUGH_TO_JUDGE) {
            return 0;
        }
        return (known.ttft + tokens * known.tpot) / (known.baseTtft + tokens * known.baseTpot);
    }

    void fail(long start, boolean silent, int others, PromptLoad load, long now) {
        double seconds = (now - start) * NANOS;
        success.add(unweighed, 1, now);
        timeToFailure.add(seconds, now);
        if (silent) {
            latencies.timedOut(seconds, others, load, published().before(now, scratch), now);
        }
        sampleAdded(now);
    }

    void recovered(long now) {
        success.forgetFailures();
        addUnweighed(now);
        sampleAdded(now);
    }

    void rateLimited(int inFlight) {
        capacity.rateLimited(inFlight);
        publish(published().at());
    }

    /** Returns the current buffer for readers. */
    PublishedStatistics published() {
        return buffers[current];
    }

    /** Returns the expected seconds to first token by streams alone; NaN without recent ones. */
    double measuredTtft(long now) {
        return latencies.measuredTtft(now);
    }

    /** Returns the mean cost of a call in US dollars; 0 before the first known cost. */
    double cost(long now) {
        return cost.blend(0, cost.weight(now) == 0 ? 1 : 0, now);
    }

    /** Adds the successes that were only counted, before another kind of sample. */
    private void addUnweighed(long now) {
        if (unweighed > 0) {
            success.add(unweighed, 0, now);
        }
    }

    private void sampleAdded(long now) {
        throttle.weigh(now);
        unweighed = 0;
        publish(now);
    }

    private void publish(long time) {
        current = (current + 1) % BUFFERS;
        published().fill(latencies, success, timeToFailure, capacity.value(), time);
    }
}
