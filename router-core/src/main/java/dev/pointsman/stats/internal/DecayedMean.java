package dev.pointsman.stats.internal;

/** An exponentially decayed mean with its effective sample size. Guarded by its owner's lock. */
final class DecayedMean {
    private final DecayRate decay;
    private double weight;
    private double mean;
    private long at;

    DecayedMean(DecayRate decay) {
        this.decay = decay;
    }

    /** Copies another mean with the same time constant. */
    void set(DecayedMean other) {
        weight = other.weight;
        mean = other.mean;
        at = other.at;
    }

    void add(double sample, long now) {
        weight = weight(now) + 1;
        mean += (sample - mean) / weight;
        at = now;
    }

    /** Forgets all samples for a mean of later ones. */
    void restart(double of, double samples, long now) {
        mean = of;
        weight = samples;
        at = now;
    }

    /** Corrects the sample of a time, whose weight has decayed since. */
    void correct(double difference, long sampledAt, long now) {
        double n = weight(now);
        if (n > 0) {
            mean += difference * decay.over(sampledAt, now) / n;
        }
    }

    /** Returns the mean; 0 without samples. */
    double mean() {
        return mean;
    }

    /** Returns the decayed number of samples. */
    double weight(long now) {
        return weight == 0 ? 0 : weight * decay.over(at, now);
    }

    /** Returns the mean blended with a prior that has the weight of {@code priorWeight} samples. */
    double blend(double prior, double priorWeight, long now) {
        return blend(prior, priorWeight, weight(now));
    }

    /** The same with a given weight of the samples. */
    double blend(double prior, double priorWeight, double n) {
        return (n * mean + priorWeight * prior) / (n + priorWeight);
    }
}
