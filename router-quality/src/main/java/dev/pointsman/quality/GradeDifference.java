package dev.pointsman.quality;

/**
 * Difference between the mean grades of a model and of its peers on the same calls, among graded calls. Calls count by
 * how open the choice was, so that it does not matter which calls the router prefers to send where.
 *
 * @param pool the pool's name
 * @param model the model's id
 * @param difference mean grade of the model less that of its peers; from -1 to 1
 * @param low lower limit of its 95 % interval, which holds at all times at once
 * @param high upper limit of the interval
 * @param grades number of grades it rests on
 */
public record GradeDifference(String pool, String model, double difference, double low, double high, long grades) {}
