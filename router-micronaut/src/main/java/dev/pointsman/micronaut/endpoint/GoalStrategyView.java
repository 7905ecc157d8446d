package dev.pointsman.micronaut.endpoint;

import dev.pointsman.strategies.GoalWeights;
import dev.pointsman.strategy.RoutingStrategy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Strategy of a goal.
 *
 * @param strategy its name
 * @param latency weight of latency; null if it does not score by weights, as the two others
 * @param cost weight of cost
 * @param quality weight of quality
 * @param floor share of calls spread evenly over all models
 * @param changed whether an operator replaced the configured one
 */
record GoalStrategyView(
        String strategy,
        @Nullable Double latency,
        @Nullable Double cost,
        @Nullable Double quality,
        double floor,
        boolean changed) {

    static GoalStrategyView of(RoutingStrategy strategy, boolean changed) {
        GoalWeights weights = GoalWeights.of(strategy);
        return new GoalStrategyView(
                strategy.name(),
                weights == null ? null : weights.latency(),
                weights == null ? null : weights.cost(),
                weights == null ? null : weights.quality(),
                strategy.picker().floor(),
                changed);
    }

    /** Returns the values in the form of the action that would set them; the strategy's name if none can. */
    static Map<String, Object> values(RoutingStrategy strategy) {
        GoalWeights weights = GoalWeights.of(strategy);
        Map<String, Object> values = new LinkedHashMap<>();
        if (weights == null) {
            values.put("strategy", strategy.name());
        } else {
            values.put("latency", weights.latency());
            values.put("cost", weights.cost());
            values.put("quality", weights.quality());
        }
        values.put("floor", strategy.picker().floor());
        return values;
    }
}
