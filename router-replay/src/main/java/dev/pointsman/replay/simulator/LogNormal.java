package dev.pointsman.replay.simulator;

/**
 * Log-normal distribution.
 *
 * @param median its median; over 0
 * @param logSd standard deviation of its logarithm; at least 0
 */
record LogNormal(double median, double logSd) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    LogNormal {
        SimulationPreconditions.require(median > 0 && median < Double.POSITIVE_INFINITY, "median", median, "> 0");
        SimulationPreconditions.require(logSd >= 0 && logSd < 10, "logSd", logSd, ">= 0 and < 10");
    }

    /**
     * Returns the mean.
     *
     * @return over 0
     */
    double mean() {
        return median * Math.exp(logSd * logSd / 2);
    }

    double at(double normal) {
        return median * Math.exp(logSd * normal);
    }
}
