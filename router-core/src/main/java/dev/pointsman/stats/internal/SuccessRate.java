package dev.pointsman.stats.internal;

/**
 * Success rate from decayed counts of successes and failures, with a prior of almost five successes. Guarded by its
 * owner's lock.
 */
final class SuccessRate {
    private static final double PRIOR_CALLS = 5;
    private static final double PRIOR_SUCCESSES = 4.9;

    private final DecayRate decay;
    private double successes;
    private double failures;
    private long at;

    SuccessRate(DecayRate decay) {
        this.decay = decay;
    }

    /** Copies another rate with the same time constant. */
    void set(SuccessRate other) {
        successes = other.successes;
        failures = other.failures;
        at = other.at;
    }

    void add(int moreSuccesses, int moreFailures, long now) {
        double left = decay.over(at, now);
        successes = successes * left + moreSuccesses;
        failures = failures * left + moreFailures;
        at = now;
    }

    /** Forgets the failures: their cause is over, and waiting for the decay would keep a recovered model unused. */
    void forgetFailures() {
        failures = 0;
    }

    /** Returns the probability that the next call succeeds. */
    double rate(long now) {
        double left = decay.over(at, now);
        return (successes * left + PRIOR_SUCCESSES) / ((successes + failures) * left + PRIOR_CALLS);
    }
}
