package dev.pointsman.replay.estimate;

/**
 * Rejection replay in one pass, although the largest weight is known only after it: a row with weight w and luck u would
 * be accepted under the bound M if u &lt; w / M, that is if w / u &gt; M. So rows are sorted by the power of two of w / u,
 * and at the end those beyond the bound are summed.
 */
final class RejectionSampling {
    private static final int LEVELS = 64;

    private final double[] rows = new double[LEVELS];
    private final double[] sums = new double[LEVELS];

    void add(double weight, double luck, double outcome) {
        int level = Math.getExponent(weight / luck);
        if (level >= 0) {
            rows[Math.min(level, LEVELS - 1)]++;
            sums[Math.min(level, LEVELS - 1)] += outcome;
        }
    }

    void merge(RejectionSampling other) {
        for (int i = 0; i < LEVELS; i++) {
            rows[i] += other.rows[i];
            sums[i] += other.sums[i];
        }
    }

    double accepted(double largestWeight) {
        return beyond(rows, largestWeight);
    }

    double sum(double largestWeight) {
        return beyond(sums, largestWeight);
    }

    /** The bound is the first power of two that no weight exceeds. */
    private static double beyond(double[] values, double largestWeight) {
        int bound = 0;
        while (bound < LEVELS - 1 && Math.scalb(1.0, bound) < largestWeight) {
            bound++;
        }
        double sum = 0;
        for (int i = bound; i < LEVELS; i++) {
            sum += values[i];
        }
        return sum;
    }
}
