package dev.pointsman.strategies;

import dev.pointsman.strategy.AttemptOutcome;

/**
 * State of the linear score for one model: three exponential averages over outcomes.
 *
 * @param success average of 1 for a success and 0 for a failure
 * @param latency average seconds of a successful call; NaN before the first
 * @param cost average dollars of a call; NaN before the first known one
 */
record LinearState(double success, double latency, double cost) {
    static final LinearState INITIAL = new LinearState(1, Double.NaN, Double.NaN);

    LinearState after(AttemptOutcome outcome, double alpha) {
        if (!outcome.isSuccess()) {
            return new LinearState(smooth(success, 0, alpha), latency, cost);
        }
        return new LinearState(
                smooth(success, 1, alpha),
                smooth(latency, outcome.latency(), alpha),
                smooth(cost, outcome.cost(), alpha));
    }

    private static double smooth(double before, double sample, double alpha) {
        if (Double.isNaN(before) || Double.isNaN(sample)) {
            return Double.isNaN(sample) ? before : sample;
        }
        return before + alpha * (sample - before);
    }
}
