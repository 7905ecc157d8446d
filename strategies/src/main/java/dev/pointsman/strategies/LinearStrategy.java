package dev.pointsman.strategies;

import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.strategy.AttemptOutcome;
import dev.pointsman.strategy.Candidate;
import dev.pointsman.strategy.SimpleStrategy;
import dev.pointsman.strategy.StatefulStrategy;

/**
 * The plain score of the literature: a weighted sum of smoothed success, latency and cost, each from 0 to 1, the best
 * one always taken.
 *
 * <p>It is provided for comparison. Under load it sends all calls to the same model, and a model that was slow once is
 * never tried again; {@link WeightedStrategy} has neither fault.
 */
public final class LinearStrategy implements SimpleStrategy, StatefulStrategy<Object> {
    private static final double ALPHA = .2;

    private final String name;
    private final double successWeight;
    private final double latencyWeight;
    private final double costWeight;
    private final double latencyMax;
    private final double costMax;

    private LinearStrategy(
            String name,
            double successWeight,
            double latencyWeight,
            double costWeight,
            double latencyMax,
            double costMax) {
        this.name = name;
        this.successWeight = check(successWeight >= 0, successWeight, "success", ">= 0");
        this.latencyWeight = check(latencyWeight >= 0, latencyWeight, "latency", ">= 0");
        this.costWeight = check(costWeight >= 0, costWeight, "cost", ">= 0");
        this.latencyMax = check(latencyMax > 0, latencyMax, "latencyMax", "> 0");
        this.costMax = check(costMax > 0, costMax, "costMax", "> 0");
    }

    /**
     * A score of these weights, with 10 s and 0.01 USD as the values that count as worst.
     *
     * @param name its name, which calls give as their goal
     * @param success weight of the smoothed success rate; finite, at least 0
     * @param latency weight of 1 - latency / max; finite, at least 0
     * @param cost weight of 1 - cost / max; finite, at least 0
     * @return the strategy
     * @throws IllegalArgumentException if a weight is out of its range
     */
    public static LinearStrategy of(String name, double success, double latency, double cost) {
        return new LinearStrategy(name, success, latency, cost, 10, .01);
    }

    /**
     * The same weights with other values that count as worst; what lies beyond them is clipped.
     *
     * @param latencySeconds seconds; over 0
     * @param costDollars US dollars per call; over 0
     * @return a new strategy
     * @throws IllegalArgumentException if a value is not over 0
     */
    public LinearStrategy withWorst(double latencySeconds, double costDollars) {
        return new LinearStrategy(name, successWeight, latencyWeight, costWeight, latencySeconds, costDollars);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Object initialState(Model model) {
        return LinearState.INITIAL;
    }

    @Override
    public Object step(Object state, AttemptOutcome outcome, long nowNanos) {
        return ((LinearState) state).after(outcome, ALPHA);
    }

    @Override
    public double score(Candidate candidate, RouteRequest request) {
        LinearState seen = candidate.state(LinearState.class);
        double cost = Double.isNaN(seen.cost()) ? candidate.cost() : seen.cost();
        return successWeight * seen.success()
                + latencyWeight * goodness(seen.latency(), latencyMax, 1)
                + costWeight * goodness(cost, costMax, 0);
    }

    /** From 0 for the worst to 1 for nothing at all; an unknown value counts as given. */
    private static double goodness(double value, double max, double unknown) {
        return Double.isNaN(value) ? unknown : 1 - Math.min(value / max, 1);
    }

    private static double check(boolean holds, double value, String name, String expected) {
        if (!holds || value == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
        return value;
    }
}
