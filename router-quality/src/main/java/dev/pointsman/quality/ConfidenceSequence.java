package dev.pointsman.quality;

/** Asymptotic confidence sequence of a mean (Waudby-Smith et al., arXiv 2103.06476): an interval that holds at all times. */
final class ConfidenceSequence {
    private static final double ALPHA = 0.05;
    private static final double TIGHT_AT = 1000; // observations at which the interval is shortest
    private static final double RHO_SQUARED = (-2 * Math.log(ALPHA) + Math.log(1 - 2 * Math.log(ALPHA))) / TIGHT_AT;

    private ConfidenceSequence() {}

    /** Returns half the length of the interval of the mean of some observations of a variance. */
    static double half(double variance, double observations) {
        double scale = observations * RHO_SQUARED + 1;
        return Math.sqrt(Math.max(0, variance)
                * 2
                * scale
                / (observations * observations * RHO_SQUARED)
                * Math.log(Math.sqrt(scale) / ALPHA));
    }
}
