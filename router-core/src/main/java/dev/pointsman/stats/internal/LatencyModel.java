package dev.pointsman.stats.internal;

import dev.pointsman.stats.StatisticsConfig;

/**
 * Latency model of a deployment: time to first token and time per output token, corrected for queueing. Guarded by its
 * owner's lock.
 *
 * <p>A call that started with others in flight may have queued, which is not slowness of the model: the expected wait
 * is subtracted from the sample, and the observed wait updates the capacity estimate.
 */
final class LatencyModel {
    // σ²/2 of log-normal latencies with σ = .35 before the first token and .2 per token.
    private static final double TTFT_CORRECTION = .061;
    private static final double TPOT_CORRECTION = .02;
    private static final double TYPICAL_QUEUE = 1.5;
    private static final double CROWDED = 2; // times the expected time to first token
    private static final double NANOS = 1e-9;

    private final LatencyEstimate ttft;
    private final LatencyEstimate measuredTtft; // of streams alone, for display
    private final LatencyEstimate tpot;
    private final LevelChange ttftChange;
    private final LevelChange tpotChange;
    private final LevelSpread tpotSpread;
    private final TtftTpotRegression split;
    private final PrefillSlope prefill;
    private final LearnedCapacity capacity;

    LatencyModel(StatisticsConfig config, LearnedCapacity capacity) {
        ttft = ttft(config);
        measuredTtft = ttft(config);
        tpot = tpot(config);
        ttftChange = new LevelChange(new DecayRate(config.slow()), 2 * TTFT_CORRECTION);
        tpotChange = new LevelChange(new DecayRate(config.slow()), 2 * TPOT_CORRECTION);
        tpotSpread = new LevelSpread(
                new DecayRate(config.slow()),
                config.fast().toNanos(),
                LatencyEstimate.log(config.tpot().toNanos() * NANOS));
        split = new TtftTpotRegression(
                new DecayRate(config.slow()),
                config.ttft().toNanos() * NANOS,
                config.tpot().toNanos() * NANOS);
        prefill = prefill(config);
        this.capacity = capacity;
    }

    /** Creates a TTFT estimate without samples. */
    static LatencyEstimate ttft(StatisticsConfig config) {
        double prior = config.ttft().toNanos() * NANOS;
        return new LatencyEstimate(new DecayRate(config.fast()), new DecayRate(config.slow()), prior, TTFT_CORRECTION);
    }

    /** Creates a prefill slope without samples. */
    static PrefillSlope prefill(StatisticsConfig config) {
        return new PrefillSlope(new DecayRate(config.slow()), config.ttft().toNanos() * NANOS);
    }

    /** Creates a TPOT estimate without samples. */
    static LatencyEstimate tpot(StatisticsConfig config) {
        double prior = config.tpot().toNanos() * NANOS;
        return new LatencyEstimate(new DecayRate(config.fast()), new DecayRate(config.slow()), prior, TPOT_CORRECTION);
    }

    /**
     * Records a first token, in seconds after the start. One that found more calls than the capacity and came late tells the capacity only: queueing is not slowness, and a
     * standing queue would raise the estimate that the capacity is compared with.
     */
    void firstToken(
            double seconds, int others, double expectedTokens, PromptLoad load, ModelEstimates before, long now) {
        double own = withoutQueue(seconds, others, expectedTokens, load.factor(), before);
        boolean crowded = isCrowded(seconds, others, load, before);
        if (!load.expectsCached()) {
            capacityUsed(seconds, others, expectedTokens, load.factor(), before);
        }
        if (!crowded) {
            addTtft(own / load.factor(), load.isMeasured(), now);
        }
        load.sampled(!crowded);
    }

    /**
     * Records how many tokens of the prompt were read before the first token; before the end they were expected only.
     * If they remain unknown, the expectation is all there is.
     */
    void read(
            double seconds,
            int others,
            double tokens,
            PromptLoad load,
            double uncached,
            ModelEstimates before,
            long sampledAt,
            long now) {
        double factor = load.factor(uncached, before.prefill);
        double own = withoutQueue(seconds, others, tokens, factor, before);
        if (load.expectsCached()) {
            capacityUsed(seconds, others, tokens, factor, before);
        }
        if (load.isSampled() && !Double.isNaN(uncached)) {
            ttft.correct(Math.log(load.factor() / factor), sampledAt, now);
            measuredTtft.correct(Math.log(load.factor() / factor), sampledAt, now);
            prefill.add(own / before.ttft, uncached, now);
        }
    }

    private double withoutQueue(double seconds, int others, double tokens, double factor, ModelEstimates before) {
        double queued = capacity.expectedWait(others, before.ttft * factor + tokens * before.tpot);
        return Math.max(Math.min(before.baseTtft * factor, seconds), seconds - queued);
    }

    private void capacityUsed(double seconds, int others, double tokens, double factor, ModelEstimates before) {
        double base = before.baseTtft * factor;
        capacity.served(seconds - TYPICAL_QUEUE * base, base, others, before.ttft * factor + tokens * before.tpot);
    }

    private boolean isCrowded(double seconds, int others, PromptLoad load, ModelEstimates before) {
        return load.isMeasured() && capacity.isExceeded(others) && seconds > CROWDED * before.ttft * load.factor();
    }

    /** Records the end of a streamed answer, in seconds after its first token. */
    void rest(double seconds, double tokens, PromptLoad load, long now) {
        if (tokens > 1) { // a single token gives no time per further token
            addTpot(seconds / tokens, load.isMeasured(), now);
        }
    }

    /** Adds the first token of a stream; a sudden change is told where prompts are taken into account. */
    private void addTtft(double seconds, boolean measured, long now) {
        if (measured && ttftChange.isCompletedBy(LatencyEstimate.log(seconds), ttft, now)) {
            ttft.restart(seconds, ttftChange, now);
            measuredTtft.restart(seconds, ttftChange, now);
        } else {
            ttft.add(seconds, now);
            measuredTtft.add(seconds, now);
        }
    }

    /** The same for the time per token, which no queue and no cache changes: it also tells how far the level strays. */
    private void addTpot(double seconds, boolean measured, long now) {
        if (!measured) {
            tpot.add(seconds, now);
            return;
        }
        double log = LatencyEstimate.log(seconds);
        if (tpotChange.isCompletedBy(log, tpot, now)) {
            tpot.restart(seconds, tpotChange, now);
        } else {
            tpot.add(seconds, now);
        }
        if (tpotSpread.add(log, now)) {
            tpot.longRunWorth(tpotSpread.longRunWorth(tpotChange.variance(now), now));
        }
    }

    /**
     * Records a non-streamed answer: its duration and the duration predicted by the long-run means, in seconds, and the
     * time to first token over that of an empty prompt.
     */
    void whole(
            double seconds,
            int others,
            double tokens,
            double foreseen,
            double factor,
            ModelEstimates before,
            long now) {
        double service = before.ttft * factor + tokens * before.tpot;
        double served = Math.max(Math.min(seconds, foreseen), seconds - capacity.expectedWait(others, service));
        double own = Math.max(served - before.ttft * (factor - 1), served / factor); // as if the prompt were empty
        capacity.served(seconds - TYPICAL_QUEUE * foreseen, foreseen, others, service);
        double share = split.share(own, tokens, now);
        ttft.add(own * share, now);
        if (tokens >= 1) {
            tpot.add(own * (1 - share) / tokens, now);
        }
    }

    /** Records a timeout without a token, in seconds; one beyond the capacity may have queued. */
    void timedOut(double seconds, int others, PromptLoad load, ModelEstimates before, long now) {
        if (!isCrowded(seconds, others, load, before)) {
            ttft.add(seconds / load.factor(), now);
        }
    }

    PrefillSlope prefill() {
        return prefill;
    }

    /** Returns the expected seconds to first token by streams alone; NaN without recent ones. */
    double measuredTtft(long now) {
        return measuredTtft.measured(now);
    }

    LatencyEstimate ttft() {
        return ttft;
    }

    LatencyEstimate tpot() {
        return tpot;
    }
}
