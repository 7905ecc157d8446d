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
    private static final double NANOS = 1e-9;

    private final LatencyEstimate ttft;
    private final LatencyEstimate tpot;
    private final TtftTpotRegression split;
    private final LearnedCapacity capacity;

    LatencyModel(StatisticsConfig config, LearnedCapacity capacity) {
        ttft = ttft(config);
        tpot = tpot(config);
        split = new TtftTpotRegression(
                new DecayRate(config.slow()),
                config.ttft().toNanos() * NANOS,
                config.tpot().toNanos() * NANOS);
        this.capacity = capacity;
    }

    /** Creates a TTFT estimate without samples. */
    static LatencyEstimate ttft(StatisticsConfig config) {
        double prior = config.ttft().toNanos() * NANOS;
        return new LatencyEstimate(new DecayRate(config.fast()), new DecayRate(config.slow()), prior, TTFT_CORRECTION);
    }

    /** Creates a TPOT estimate without samples. */
    static LatencyEstimate tpot(StatisticsConfig config) {
        double prior = config.tpot().toNanos() * NANOS;
        return new LatencyEstimate(new DecayRate(config.fast()), new DecayRate(config.slow()), prior, TPOT_CORRECTION);
    }

    /** Records a first token, in seconds after the start. */
    void firstToken(double seconds, int others, double expectedTokens, ModelEstimates before, long now) {
        double service = before.ttft + expectedTokens * before.tpot;
        double base = before.baseTtft;
        double queued = capacity.expectedWait(others, service);
        capacity.served(seconds - TYPICAL_QUEUE * base, base, others, service);
        ttft.add(Math.max(Math.min(base, seconds), seconds - queued), now); // queueing is not slowness
    }

    /** Records the end of a streamed answer, in seconds after its first token. */
    void rest(double seconds, double tokens, long now) {
        if (tokens > 1) { // a single token gives no time per further token
            tpot.add(seconds / tokens, now);
        }
    }

    /** Records a non-streamed answer: its duration and the duration predicted by the long-run means, in seconds. */
    void whole(double seconds, int others, double tokens, double foreseen, ModelEstimates before, long now) {
        double service = before.ttft + tokens * before.tpot;
        double own = Math.max(Math.min(seconds, foreseen), seconds - capacity.expectedWait(others, service));
        capacity.served(seconds - TYPICAL_QUEUE * foreseen, foreseen, others, service);
        double share = split.share(own, tokens, now);
        ttft.add(own * share, now);
        if (tokens >= 1) {
            tpot.add(own * (1 - share) / tokens, now);
        }
    }

    /** Records a timeout without a token, in seconds. */
    void timedOut(double seconds, long now) {
        ttft.add(seconds, now);
    }

    LatencyEstimate ttft() {
        return ttft;
    }

    LatencyEstimate tpot() {
        return tpot;
    }
}
