package dev.pointsman.stats.internal;

/**
 * Estimate of one latency of a model: a fast log-mean that falls back to a slow one, which falls back to a prior.
 * Guarded by its owner's lock.
 *
 * <p>Latencies are close to log-normal, so the means are kept over logarithms; {@code correction} is half the variance
 * that turns the median back into a mean.
 */
final class LatencyEstimate {
    private static final double PRIOR_WEIGHT = 1;
    private static final double FORGOTTEN = .01;

    private final DecayedMean fast;
    private final DecayedMean slow;
    private final double logPrior;
    private final double correction;
    private double longRunWorth = 1; // samples
    private boolean restarted;
    private long restartedFrom; // the time of the first sample of the fast mean, if it was restarted

    LatencyEstimate(DecayRate fast, DecayRate slow, double priorSeconds, double correction) {
        this.fast = new DecayedMean(fast);
        this.slow = new DecayedMean(slow);
        this.logPrior = Math.log(priorSeconds);
        this.correction = correction;
    }

    /** Copies another estimate of the same configuration. */
    void set(LatencyEstimate other) {
        fast.set(other.fast);
        slow.set(other.slow);
        longRunWorth = other.longRunWorth;
    }

    void add(double seconds, long now) {
        double log = log(seconds);
        fast.add(log, now);
        slow.add(log, now);
    }

    /** Adds a sample that completes a change of the level: what was recent before it is forgotten. */
    void restart(double seconds, LevelChange change, long now) {
        fast.restart(change.level(), change.samples(), now);
        slow.add(log(seconds), now);
        restarted = true;
        restartedFrom = change.since();
    }

    /** Sets the samples that the long-run mean is worth beside recent ones; 1 at first. */
    void longRunWorth(double samples) {
        longRunWorth = samples;
    }

    /** Returns the logarithm of a sample. */
    static double log(double seconds) {
        return Math.log(Math.max(seconds, 1e-6)); // the clock's resolution may be coarser than a call
    }

    /** Multiplies the sample of a time by a factor, given as its logarithm. */
    void correct(double logFactor, long sampledAt, long now) {
        if (!restarted || sampledAt - restartedFrom >= 0) {
            fast.correct(logFactor, sampledAt, now);
        }
        slow.correct(logFactor, sampledAt, now);
    }

    /** Returns the expected latency in seconds. */
    double expected(long now) {
        return expected(samples(now), longRunSamples(now));
    }

    /** The same with given sample weights. */
    double expected(double samples, double longRunSamples) {
        return Math.exp(fast.blend(logSlow(longRunSamples), longRunWorth, samples) + correction);
    }

    /** Returns the long-run median in seconds. */
    double base(long now) {
        return Math.exp(logSlow(longRunSamples(now)));
    }

    /** Returns the expected latency in seconds by samples alone; NaN without recent ones. */
    double measured(long now) {
        double longRun = longRunSamples(now);
        return longRun < FORGOTTEN
                ? Double.NaN
                : Math.exp(fast.blend(slow.blend(0, 0, longRun), PRIOR_WEIGHT, samples(now)) + correction);
    }

    /** Returns the mean logarithm of recent samples. */
    double logRecent() {
        return fast.mean();
    }

    double samples(long now) {
        return fast.weight(now);
    }

    double longRunSamples(long now) {
        return slow.weight(now);
    }

    private double logSlow(double longRunSamples) {
        return slow.blend(logPrior, PRIOR_WEIGHT, longRunSamples);
    }
}
