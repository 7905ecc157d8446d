package dev.pointsman.stats.internal;

/**
 * Growth of a model's time to first token with every prompt token that is not cached, as a share of its time for an
 * empty prompt. Guarded by its owner's lock.
 *
 * <p>Weighted least squares of {@code x / a = 1 + r u} on u, with the weight {@code 1 / f^2}, as the noise of a
 * latency grows with it; regularized by four samples of a typical provider. A latency far beyond the expectation is
 * clipped: it was a queue or an outage, no long prompt.
 */
final class PrefillSlope {
    private static final double PULL_SAMPLES = 4;
    private static final double PULL_TOKENS = 5000;
    private static final double TYPICAL_SECONDS = 1e-4; // per token
    private static final double MOST = .02;
    private static final double CLIP = 3;

    private final DecayRate decay;
    private final double pull;
    private final double pulled;
    private double squares;
    private double products;
    private long at;

    PrefillSlope(DecayRate decay, double priorTtft) {
        this.decay = decay;
        double prior = TYPICAL_SECONDS / priorTtft;
        double factor = 1 + prior * PULL_TOKENS;
        this.pull = PULL_SAMPLES * PULL_TOKENS * PULL_TOKENS / (factor * factor);
        this.pulled = pull * prior;
    }

    /** Copies another slope of the same configuration. */
    void set(PrefillSlope other) {
        squares = other.squares;
        products = other.products;
        at = other.at;
    }

    /** Adds a sample: the time to first token over that for an empty prompt, and the tokens that were read. */
    void add(double ratio, double uncached, long now) {
        double left = squares == 0 ? 0 : decay.over(at, now);
        double factor = 1 + value(now) * uncached;
        double weight = 1 / (factor * factor);
        squares = squares * left + weight * uncached * uncached;
        products = products * left + weight * uncached * (Math.min(ratio, CLIP * factor) - 1);
        at = now;
    }

    /** Returns the slope, per token. */
    double value(long now) {
        if (squares == 0) {
            return pulled / pull;
        }
        double left = decay.over(at, now);
        return Math.max(0, Math.min(MOST, (products * left + pulled) / (squares * left + pull)));
    }
}
