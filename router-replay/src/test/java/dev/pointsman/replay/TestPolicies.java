package dev.pointsman.replay;

import dev.pointsman.strategies.GoalWeights;
import dev.pointsman.strategies.WeightedStrategy;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;

/** Policies for tests. */
final class TestPolicies {
    private static final double FLOOR = .05;

    private TestPolicies() {}

    /** Weights with a floor under every model. */
    static RoutingStrategy weighing(String name, double latency, double cost, double quality) {
        RoutingStrategy strategy = WeightedStrategy.of(name, new GoalWeights(latency, cost, quality));
        return RoutingStrategy.wrapping(
                name, strategy, strategy.scorer(), strategy.picker().withFloor(FLOOR));
    }

    /** Always the fastest model without load. */
    static RoutingStrategy fastest() {
        return RoutingStrategy.of(
                "fastest",
                (decision, scores) -> {
                    for (int i = 0; i < decision.size(); i++) {
                        var candidate = decision.candidate(i);
                        scores[i] = -candidate.ttft() - candidate.outputTokens() * candidate.tpot();
                    }
                },
                Picker.best());
    }
}
