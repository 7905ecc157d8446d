package dev.pointsman.stats;

import java.time.Duration;

/**
 * For the engine: the mean number of tokens of prompts or answers, slowly forgotten. Safe for all threads.
 */
public final class TokenMean {
    private static final double PRIOR_WEIGHT = 1;

    private final double prior;
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
        this.published = prior;
        this.mean = new DecayedMean(new Decay(timeConstant));
    }

    /**
     * Learns one count.
     *
     * @param tokens the count
     * @param now the time in nanoseconds
     */
    public synchronized void add(int tokens, long now) {
        mean.add(tokens, now);
        published = mean.blend(prior, PRIOR_WEIGHT, now);
    }

    /**
     * The mean as of the last sample.
     *
     * @return tokens
     */
    public double value() {
        return published;
    }
}
