package dev.pointsman.stats.internal;

/**
 * Learns how far the level of a latency strays from period to period, beside the noise of single samples, and so how many
 * samples the long-run mean is worth: one while the level is steady, few where it drifts and a recent sample tells more.
 * Guarded by its owner's lock.
 */
final class LevelSpread {
    private static final double LEAST_WORTH = .05;
    private static final double MARGIN = 1.25; // noise that is taken off for each part of it in a level
    private static final double ENOUGH = 2;

    private final long periodNanos;
    private final double origin; // near the levels, so that squares keep their precision
    private final DecayedMean levels;
    private final DecayedMean squares;
    private final DecayedMean shares; // of the variance of a sample in that of a level
    private double sum;
    private int samples;
    private long began;

    /**
     * Creates an estimate without samples.
     *
     * @param periodNanos the least time of which a level is the mean; over 0
     * @param origin a typical logarithm
     */
    LevelSpread(DecayRate slow, long periodNanos, double origin) {
        this.periodNanos = periodNanos;
        this.origin = origin;
        levels = new DecayedMean(slow);
        squares = new DecayedMean(slow);
        shares = new DecayedMean(slow);
    }

    /** Adds a sample, given as its logarithm; returns whether a period ended before it. */
    boolean add(double log, long now) {
        boolean ended = samples > 0 && now - began >= periodNanos;
        if (ended) {
            double level = sum / samples;
            levels.add(level, now);
            squares.add(level * level, now);
            shares.add(1.0 / samples, now);
            samples = 0;
            sum = 0;
        }
        if (samples == 0) {
            began = now;
        }
        samples++;
        sum += log - origin;
        return ended;
    }

    /**
     * Returns the samples that the long-run mean is worth.
     *
     * @param noise the variance of samples around their level
     * @return at most 1
     */
    double longRunWorth(double noise, long now) {
        double n = levels.weight(now);
        if (n < ENOUGH) {
            return 1;
        }
        double variance = (squares.mean() - levels.mean() * levels.mean()) * n / (n - 1);
        double strayed = (variance - MARGIN * noise * shares.mean()) * n / (n + 1);
        return strayed <= noise ? 1 : Math.max(LEAST_WORTH, noise / strayed);
    }
}
