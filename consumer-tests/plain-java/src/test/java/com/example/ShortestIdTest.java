package com.example;

import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.testkit.StrategyContract;

/** The contract tests of the test kit, with this application's JUnit. */
class ShortestIdTest extends StrategyContract {
    @Override
    protected RoutingStrategy strategy() {
        return RoutingStrategy.of(
                "shortest-id",
                (decision, scores) -> {
                    for (int i = 0; i < decision.size(); i++) {
                        scores[i] = decision.candidate(i).model().id().length();
                    }
                },
                Picker.best());
    }
}
