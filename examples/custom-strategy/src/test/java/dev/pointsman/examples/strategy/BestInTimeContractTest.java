package dev.pointsman.examples.strategy;

import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.testkit.StrategyContract;

/** Contract of all strategies: tests that are inherited. */
class BestInTimeContractTest extends StrategyContract {
    @Override
    protected RoutingStrategy strategy() {
        return new BestInTime();
    }
}
