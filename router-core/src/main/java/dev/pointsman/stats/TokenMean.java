package dev.pointsman.stats;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * For the engine: the mean number of tokens of prompts or answers, slowly forgotten. Safe for all threads.
 */
public final class TokenMean {
    private static final double PRIOR_WEIGHT = 1;
    // Short answers end first, so the first few ends of many calls tell of short answers alone.
    private static final double WHOLE_WEIGHT = 20;

    private final double prior;
    private final @Nullable TokenMean whole;
    private final DecayedMean mean; // guarded by this
    private volatile double published;

    /**
     * A mean without a sample.
     *
     * @param prior tokens assumed before the first
     * @param timeConstant how fast to forget
     */
    public TokenMean(double prior, Duration timeConstant) {
        this.prior = prior;
        this.whole = null;
        this.published = prior;
        this.mean = new DecayedMean(new DecayRate(timeConstant));
    }

    /**
     * The mean of a part of what another mean counts; near that one until it has samples enough of its own.
     *
     * @param whole the other mean, which is told of every count too
     * @param timeConstant how fast to forget
     */
    public TokenMean(TokenMean whole, Duration timeConstant) {
        this.prior = Double.NaN;
        this.whole = whole;
        this.published = Double.NaN;
        this.mean = new DecayedMean(new DecayRate(timeConstant));
    }

    /**
     * Learns one count.
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
