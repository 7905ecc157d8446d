package dev.pointsman.strategies;

import dev.pointsman.strategy.RoutingStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Weights of latency, cost and quality in a goal. Their proportions define the best model; the larger they are, the
 * more strictly it is picked: models that differ by a share of 1 / weight times the temperature count as near equals.
 *
 * @param latency weight of the expected loss of time; finite, at least 0
 * @param cost weight of the expected cost; finite, at least 0
 * @param quality weight of the model's quality; finite, at least 0
 */
public record GoalWeights(double latency, double cost, double quality) {

    /** Nothing but the time to a reliable whole answer. */
    public static final GoalWeights SPEED = new GoalWeights(1, 0, 0);

    /** Time first, cost and quality in shares. */
    public static final GoalWeights BALANCED = new GoalWeights(1, .3, .3);

    /** Cost first; time decides between near equals, and where the cheapest has a queue. */
    public static final GoalWeights COST = new GoalWeights(.25, 3, 0);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a weight is negative or not finite, or all are 0
     */
    public GoalWeights {
        check(latency, "latency");
        check(cost, "cost");
        check(quality, "quality");
        if (latency + cost + quality == 0) {
            throw new IllegalArgumentException("weights: all 0 (expected: at least one > 0)");
        }
    }

    /**
     * Returns the weights by which a strategy scores.
     *
     * @param strategy any strategy
     * @return its weights; null if it does not score by weights
     */
    public static @Nullable GoalWeights of(RoutingStrategy strategy) {
        return strategy.scorer() instanceof ExpectedLoss loss ? loss.weights() : null;
    }

    private static void check(double value, String name) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: >= 0)");
        }
    }
}
