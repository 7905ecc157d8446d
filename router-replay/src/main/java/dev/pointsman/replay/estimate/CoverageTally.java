package dev.pointsman.replay.estimate;

/** Bias, error and interval coverage of estimates against the known value. */
final class CoverageTally {
    private final double truth;
    private int count;
    private double sum;
    private double squares;
    private int covered;

    CoverageTally(double truth) {
        this.truth = truth;
    }

    void add(MetricEstimate figure) {
        double error = figure.value() / truth - 1;
        count++;
        sum += error;
        squares += error * error;
        covered += figure.lower() <= truth && truth <= figure.upper() ? 1 : 0;
    }

    double truth() {
        return truth;
    }

    /** Mean error as a share of the truth. */
    double bias() {
        return sum / count;
    }

    /** Root of the mean square error, as a share of the truth. */
    double rmse() {
        return Math.sqrt(squares / count);
    }

    /** Returns the share of intervals that cover the known value. */
    double coverage() {
        return (double) covered / count;
    }
}
