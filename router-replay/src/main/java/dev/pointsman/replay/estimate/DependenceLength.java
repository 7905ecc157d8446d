package dev.pointsman.replay.estimate;

import java.util.Arrays;

/**
 * Block length of a bootstrap over a dependent series: that of Politis and White (2004), corrected by Patton, Politis
 * and White (2009).
 */
final class DependenceLength {
    /*
     * Correlations count up to the last lag m that is clearly not chance, that is after which none of some following ones
     * exceeds 2 sqrt(log10(n) / n). With the flat-top window λ over twice m lags, g = Σ λ(k / 2m) |k| r(k) and the spectrum
     * at zero s = Σ λ(k / 2m) r(k) give the length (3/2 n (g / s)²)^(1/3) that makes the error of the variance least.
     */
    private static final int LEAST = 16; // values: of fewer nothing can be said
    private static final int FOLLOWING = 5;
    private static final double CIRCULAR = 1.5; // the factor of blocks of one length

    private final double[] correlations;
    private final int size;

    private DependenceLength(double[] correlations, int size) {
        this.correlations = correlations;
        this.size = size;
    }

    /** The length in values, at least 1 and at most a given one; 1 where neighbours are no more alike than others. */
    static int length(double[] values, int most) {
        if (values.length < LEAST || most <= 1) {
            return 1;
        }
        double wanted = new DependenceLength(correlations(values), values.length).optimal();
        return (int) Math.max(1, Math.min(most, Math.ceil(wanted - .5)));
    }

    private static double[] correlations(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double[] correlations = new double[values.length / 2];
        double variance = 0;
        for (int lag = 0; lag < correlations.length; lag++) {
            double sum = 0;
            for (int i = lag; i < values.length; i++) {
                sum += (values[i] - mean) * (values[i - lag] - mean);
            }
            variance = lag == 0 ? sum : variance;
            correlations[lag] = variance > 0 ? sum / variance : 0;
        }
        return correlations;
    }

    private double optimal() {
        int last = lastClear();
        int window = Math.min(2 * last, correlations.length - 1);
        double slope = 0;
        double spectrum = 1;
        for (int lag = 1; lag <= window; lag++) {
            double weight = Math.min(1, 2 * (1 - (double) lag / window)) * correlations[lag];
            slope += 2 * lag * weight;
            spectrum += 2 * weight;
        }
        boolean alike = last > 0 && slope > 0;
        if (!alike) {
            return 1; // or neighbours are less alike than others, and single blocks are on the safe side
        }
        return spectrum > 0 ? Math.cbrt(CIRCULAR * size * Math.pow(slope / spectrum, 2)) : size;
    }

    /** The last lag of a correlation that is clearly not chance; 0 if none is. */
    private int lastClear() {
        double chance = 2 * Math.sqrt(Math.log10(size) / size);
        int last = 0;
        for (int lag = 1; lag < correlations.length && lag <= last + FOLLOWING; lag++) {
            last = Math.abs(correlations[lag]) > chance ? lag : last;
        }
        return last;
    }
}
