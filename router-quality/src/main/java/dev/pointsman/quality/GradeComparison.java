package dev.pointsman.quality;

import org.jspecify.annotations.Nullable;

/**
 * Comparison of the graded models of one pool, each with its peers, by overlap weights: the grade's difference from its
 * class mean, times what the choice was above or below its probability. The interval is an asymptotic confidence
 * sequence (Waudby-Smith et al., arXiv 2103.06476), so that it may be looked at after each grade.
 */
final class GradeComparison {
    private static final double ALPHA = 0.05;
    private static final double TIGHT_AT = 1000;
    private static final double RHO_SQUARED = (-2 * Math.log(ALPHA) + Math.log(1 - 2 * Math.log(ALPHA))) / TIGHT_AT;
    private static final double MIN_GRADES = 100;
    private static final double MIN_WEIGHT = 5;

    private double grades;
    private final double[] sums;
    private final double[] weights;
    private final double[] squares;
    private final double[] products;
    private final double[] weightSquares;

    GradeComparison(int members) {
        sums = new double[members];
        weights = new double[members];
        squares = new double[members];
        products = new double[members];
        weightSquares = new double[members];
    }

    /** Adds a grade of a call whose probabilities are known, with the mean grade of its class. */
    void add(Draw draw, double grade, double mean) {
        if (!draw.isExact()) {
            return;
        }
        grades++;
        for (int m = 0; m < sums.length; m++) {
            double p = draw.probabilities()[m];
            double weight = p * (1 - p);
            double x = ((draw.chosen() == m ? 1 : 0) - p) * (grade - mean);
            sums[m] += x;
            weights[m] += weight;
            squares[m] += x * x;
            products[m] += weight * x;
            weightSquares[m] += weight * weight;
        }
    }

    /** Returns a model's difference from its peers; null while it rests on too little. */
    @Nullable
    GradeDifference of(String pool, String model, int member) {
        if (grades < MIN_GRADES || weights[member] < MIN_WEIGHT) {
            return null;
        }
        double difference = sums[member] / weights[member];
        double spread =
                squares[member] - 2 * difference * products[member] + difference * difference * weightSquares[member];
        double scale = grades * RHO_SQUARED + 1;
        double half = Math.sqrt(Math.max(0, spread / grades)
                        * 2
                        * scale
                        / (grades * grades * RHO_SQUARED)
                        * Math.log(Math.sqrt(scale) / ALPHA))
                * grades
                / weights[member];
        return new GradeDifference(
                pool, model, difference, Math.max(-1, difference - half), Math.min(1, difference + half), (long)
                        grades);
    }
}
