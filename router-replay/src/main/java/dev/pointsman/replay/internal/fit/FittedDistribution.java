package dev.pointsman.replay.internal.fit;

/**
 * Fitted log-normal distribution.
 *
 * @param median its median; over 0
 * @param logSd standard deviation of its logarithm; at least 0
 */
record FittedDistribution(double median, double logSd) {}
