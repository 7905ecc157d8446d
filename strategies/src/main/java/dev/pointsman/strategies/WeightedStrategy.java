package dev.pointsman.strategies;

import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.strategy.Scorer;

/**
 * The default strategy: weighs expected loss of time, expected cost and quality, and draws near the best, so that near
 * equals share the load and every pick has a known probability.
 */
public final class WeightedStrategy implements RoutingStrategy {

    /** Models whose losses differ by this share or less are near equals. */
    public static final double TEMPERATURE = .06;

    private final String name;
    private final Scorer scorer;
    private final Picker picker;

    private WeightedStrategy(String name, GoalWeights weights) {
        this.name = name;
        this.scorer = new ExpectedLoss(weights);
        this.picker = Picker.softmax(TEMPERATURE);
    }

    /**
     * A strategy of these weights.
     *
     * @param name its name, which calls give as their goal
     * @param weights how much it cares for what
     * @return the strategy
     */
    public static WeightedStrategy of(String name, GoalWeights weights) {
        return new WeightedStrategy(name, weights);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Scorer scorer() {
        return scorer;
    }

    @Override
    public boolean drawsBySession() {
        return true;
    }

    @Override
    public Picker picker() {
        return picker;
    }
}
