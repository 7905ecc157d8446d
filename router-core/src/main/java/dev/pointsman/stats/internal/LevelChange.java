package dev.pointsman.stats.internal;

/**
 * Detector of sudden changes of a latency: several samples in a row that are far from the recent mean, all on one side.
 * Guarded by its owner's lock.
 *
 * <p>A decayed mean follows a change within its time constant, and until then calls go to a model that has become slow.
 * What is far is told by the deviations of samples from the mean of those shortly before. Two samples in a row are
 * hardly ever far by chance; of a thousand in a time constant some are, so that more must follow each other.
 */
final class LevelChange {
    private static final double FAR = 9; // square of three standard deviations
    private static final double PRIOR_WEIGHT = 4;
    private static final double ENOUGH = 2; // recent samples that a deviation is told from
    private static final int LEAST_RUN = 2;
    private static final double MANY = 100;
    private static final double MORE = 10; // times as many recent samples take one more in a row

    private final double priorVariance;
    private final DecayedMean variance; // of logarithms
    private double pending; // squared deviation of the last sample, which was far; 0 if it was not
    private boolean above;
    private int run;
    private double sum;
    private long since;

    /**
     * Creates a detector without samples.
     *
     * @param priorVariance assumed variance of the logarithms; over 0
     */
    LevelChange(DecayRate slow, double priorVariance) {
        this.priorVariance = priorVariance;
        this.variance = new DecayedMean(slow);
    }

    /** Returns whether a sample, given as its logarithm, is the last one needed to tell a change. */
    boolean isCompletedBy(double log, LatencyEstimate recent, long now) {
        double n = recent.samples(now);
        if (n < ENOUGH) {
            forget();
            return false;
        }
        double deviation = log - recent.logRecent();
        double squared = deviation * deviation * n / (n + 1);
        double known = variance(now);
        boolean far = squared > FAR * known;
        boolean continues = far && pending > 0 && above == deviation > 0;
        if (continues && run + 1 >= needed(n)) {
            run++;
            sum += log;
            pending = 0;
            return true;
        }
        if (pending > 0 && !continues) {
            variance.add(Math.min(pending, FAR * known), now); // it was chance
        }
        if (!far) {
            variance.add(squared, now);
            forget();
            return false;
        }
        run = continues ? run + 1 : 1;
        sum = continues ? sum + log : log;
        since = continues ? since : now;
        pending = squared;
        above = deviation > 0;
        return false;
    }

    /** Returns the variance of samples around their level. */
    double variance(long now) {
        return variance.blend(priorVariance, PRIOR_WEIGHT, now);
    }

    /** Returns the mean logarithm of the samples after the change that was completed. */
    double level() {
        return sum / run;
    }

    /** Returns the number of these samples. */
    int samples() {
        return run;
    }

    /** Returns the time of the first of them. */
    long since() {
        return since;
    }

    private void forget() {
        pending = 0;
        run = 0;
    }

    private static int needed(double samples) {
        int needed = LEAST_RUN;
        for (double many = MANY; samples > many; many *= MORE) {
            needed++;
        }
        return needed;
    }
}
