package dev.pointsman.stats;

/**
 * How long a model takes before its first token and for each token after it, freed from the wait for room. Guarded by
 * its owner's lock.
 *
 * <p>A call that found others in flight may have queued. That is no slowness of the model: the wait to be expected is
 * taken off a sample, and what it was tells of the capacity.
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

    /** The time to first token, without a sample. */
    static LatencyEstimate ttft(StatisticsConfig config) {
        double prior = config.ttft().toNanos() * NANOS;
        return new LatencyEstimate(new DecayRate(config.fast()), new DecayRate(config.slow()), prior, TTFT_CORRECTION);
    }

    /** The time per output token, without a sample. */
    static LatencyEstimate tpot(StatisticsConfig config) {
        double prior = config.tpot().toNanos() * NANOS;
        return new LatencyEstimate(new DecayRate(config.fast()), new DecayRate(config.slow()), prior, TPOT_CORRECTION);
    }

    /** The first token came after so many seconds. */
    void firstToken(double seconds, int others, double expectedTokens, ModelEstimates before, long now) {
        double service = before.ttft + expectedTokens * before.tpot;
        double base = before.baseTtft;
        double queued = capacity.expectedWait(others, service);
        capacity.served(seconds - TYPICAL_QUEUE * base, base, others, service);
        ttft.add(Math.max(Math.min(base, seconds), seconds - queued), now); // queueing is not slowness
    }

    /** The rest of an answer came so many seconds after its first token. */
    void rest(double seconds, double tokens, long now) {
        if (tokens > 1) { // the only token was the first: it tells nothing of the next
            tpot.add(seconds / tokens, now);
        }
    }

    /** An answer came whole after so many seconds, where the long-run means foresaw others. */
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

    /** No token came within so many seconds. */
    void silence(double seconds, long now) {
        ttft.add(seconds, now);
    }

    LatencyEstimate ttft() {
        return ttft;
    }

    LatencyEstimate tpot() {
        return tpot;
    }
}
