package dev.pointsman.micronaut.endpoint;

import dev.pointsman.router.ModelRouter;
import dev.pointsman.strategies.GoalWeights;
import dev.pointsman.strategies.WeightedStrategy;
import dev.pointsman.strategy.RoutingStrategy;
import java.util.TreeSet;

/** Action that sets the weights of a goal, as configuration would. */
final class SetWeightsAction implements OperatorAction {
    private final ModelRouter router;
    private final GoalChanges changes;

    SetWeightsAction(ModelRouter router, GoalChanges changes) {
        this.router = router;
        this.changes = changes;
    }

    @Override
    public String name() {
        return "weights";
    }

    @Override
    public Runnable prepare(ActionParameters input) {
        String goal = input.name("goal", new TreeSet<>(router.operations().goals()));
        double latency = weight("latency", input);
        double cost = weight("cost", input);
        double quality = weight("quality", input);
        double floor = input.number("floor", 0, value -> value >= 0 && value < 1, ">= 0 and < 1");
        if (latency + cost + quality == 0) {
            input.refuse("latency, cost, quality", "all 0", "at least one > 0");
        }
        if (!goal.isEmpty()) {
            input.before(GoalStrategyView.values(router.operations().strategy(goal)));
        }
        return () ->
                changes.put(goal, withFloor(floor, WeightedStrategy.of(goal, new GoalWeights(latency, cost, quality))));
    }

    private static double weight(String key, ActionParameters input) {
        return input.number(key, 0, value -> value >= 0 && value < Double.POSITIVE_INFINITY, ">= 0");
    }

    private static RoutingStrategy withFloor(double floor, RoutingStrategy strategy) {
        return floor == 0
                ? strategy
                : RoutingStrategy.wrapping(
                        strategy.name(),
                        strategy,
                        strategy.scorer(),
                        strategy.picker().withFloor(floor));
    }
}
