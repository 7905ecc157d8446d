package dev.pointsman.replay.estimate;

import org.hipparchus.stat.regression.SimpleRegression;

/** Sums of the doubly robust estimator for one model and one variable in one block. */
final class OutcomeRegression {
    private static final int LEAST_FOR_A_LINE = 20;

    private final SimpleRegression outcomes = new SimpleRegression();
    private double sum;
    private double likely; // sum over rows of the policy's probability
    private double likelyExpected; // the same times what the router expected
    private double weight; // sum over picked rows
    private double weightExpected;

    /** A row in which the model was a candidate. */
    void addCandidate(double target, double expected) {
        likely += target;
        likelyExpected += target * expected;
    }

    /** A row in which it was picked. */
    void addPicked(double rowWeight, double expected, double outcome) {
        outcomes.addData(expected, outcome);
        sum += outcome;
        weight += rowWeight;
        weightExpected += rowWeight * expected;
    }

    void merge(OutcomeRegression other) {
        outcomes.append(other.outcomes);
        sum += other.sum;
        likely += other.likely;
        likelyExpected += other.likelyExpected;
        weight += other.weight;
        weightExpected += other.weightExpected;
    }

    long picked() {
        return outcomes.getN();
    }

    double sum() {
        return sum;
    }

    /**
     * Returns the regression of outcomes on the router's expectation; the mean if a slope cannot be fitted; the given
     * mean if the model was never picked.
     */
    Line line(double otherwise) {
        if (picked() == 0) {
            return new Line(otherwise, 0);
        }
        double slope = picked() < LEAST_FOR_A_LINE ? Double.NaN : outcomes.getSlope();
        return Double.isNaN(slope) ? new Line(sum / picked(), 0) : new Line(outcomes.getIntercept(), slope);
    }

    /**
     * Returns the contribution of a regression line to the block's doubly robust sum, without the outcomes themselves.
     */
    double foreseen(Line line) {
        return line.intercept() * (likely - weight) + line.slope() * (likelyExpected - weightExpected);
    }

    /** A straight line. */
    record Line(double intercept, double slope) {}
}
