package dev.pointsman.strategies;

/** Strategies of the expected loss, by what they weigh most. */
final class Weighed {
    static final WeightedStrategy SPEED = WeightedStrategy.of("speed", GoalWeights.SPEED);
    static final WeightedStrategy BALANCED = WeightedStrategy.of("balanced", GoalWeights.BALANCED);
    static final WeightedStrategy COST = WeightedStrategy.of("cost", GoalWeights.COST);
    static final WeightedStrategy QUALITY = WeightedStrategy.of("quality", new GoalWeights(0, 0, 1));

    private Weighed() {}
}
