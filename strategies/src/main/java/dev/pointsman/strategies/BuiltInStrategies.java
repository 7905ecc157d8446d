package dev.pointsman.strategies;

import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.strategy.StrategyProvider;
import java.util.List;

/** All built-in strategies; routers find them by {@link java.util.ServiceLoader}. */
public final class BuiltInStrategies implements StrategyProvider {

    /** For the service loader. */
    public BuiltInStrategies() {}

    @Override
    public List<RoutingStrategy> strategies() {
        RoutingStrategy balanced = WeightedStrategy.of("balanced", GoalWeights.BALANCED);
        return List.of(
                WeightedStrategy.of("speed", GoalWeights.SPEED),
                balanced,
                WeightedStrategy.of("cost", GoalWeights.COST),
                SessionAffinity.wrapping("sticky", balanced),
                new PeakEwma(),
                new LowestLatency(),
                new EpsilonGreedy(),
                new DiscountedUcb(),
                new DiscountedThompson(),
                new PriceWeighted(),
                LinearStrategy.of("linear-speed", .2, .6, .2),
                LinearStrategy.of("linear-balanced", .4, .3, .3),
                LinearStrategy.of("linear-cost", .2, .2, .6),
                PlainStrategies.ordered(),
                PlainStrategies.roundRobin(),
                PlainStrategies.random(),
                PlainStrategies.leastBusy());
    }
}
