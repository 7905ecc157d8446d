package dev.pointsman.strategies;

/** Strategies of the expected loss, by what they weigh most. */
final class Weighed {
    static final WeightedStrategy SPEED = WeightedStrategy.of("speed", Weights.SPEED);
    static final WeightedStrategy BALANCED = WeightedStrategy.of("balanced", Weights.BALANCED);
    static final WeightedStrategy COST = WeightedStrategy.of("cost", Weights.COST);
    static final WeightedStrategy QUALITY = WeightedStrategy.of("quality", new Weights(0, 0, 1));

    private Weighed() {}
}
