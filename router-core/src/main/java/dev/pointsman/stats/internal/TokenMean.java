package dev.pointsman.stats.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** For the engine: a slowly decaying mean number of tokens of prompts or answers. Thread-safe. */
public final class TokenMean {
    private static final double PRIOR_WEIGHT = 1;
    // Short answers end first, so the first few samples of many concurrent calls are biased towards them.
    private static final double WHOLE_WEIGHT = 20;

    private final double prior;
    private final @Nullable TokenMean whole;
    private final DecayedMean mean; // guarded by this
    private volatile double published;

    /**
     * Creates a mean without samples.
     *
     * @param prior tokens assumed before the first
     * @param timeConstant the time constant of the decay
     */
    public TokenMean(double prior, Duration timeConstant) {
        this.prior = prior;
        this.whole = null;
        this.published = prior;
        this.mean = new DecayedMean(new DecayRate(timeConstant));
    }

    /**
     * Creates the mean of a subset of another mean's samples; close to that one until it has enough samples of its own.
     *
     * @param whole the other mean, to which every sample is added too
     * @param timeConstant the time constant of the decay
     */
    public TokenMean(TokenMean whole, Duration timeConstant) {
        this.prior = Double.NaN;
        this.whole = whole;
        this.published = Double.NaN;
        this.mean = new DecayedMean(new DecayRate(timeConstant));
    }

    /**
     * Adds a sample.
     *
     * @param tokens the count
     * @param now the time in nanoseconds
     */
    public synchronized void add(int tokens, long now) {
        mean.add(tokens, now);
        published = whole == null ? mean.blend(prior, PRIOR_WEIGHT, now) : mean.blend(whole.value(), WHOLE_WEIGHT, now);
    }

    /**
     * The mean as of the last sample.
     *
     * @return tokens
     */
    public double value() {
        double own = published;
        return whole != null && Double.isNaN(own) ? whole.value() : own;
    }
}
