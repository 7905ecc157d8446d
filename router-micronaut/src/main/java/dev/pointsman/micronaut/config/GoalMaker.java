package dev.pointsman.micronaut.config;

import dev.pointsman.strategies.WeightedStrategy;
import dev.pointsman.strategies.Weights;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.strategy.StatefulStrategy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes strategies of configured goals. */
final class GoalMaker {
    private final Map<String, RoutingStrategy> known;

    /** The strategies that a goal may be made of, by name. */
    GoalMaker(Map<String, RoutingStrategy> known) {
        this.known = known;
    }

    /** The configured goals by name; those with mistakes are reported and have weights of no meaning. */
    Map<String, RoutingStrategy> all(Map<String, GoalConfig> configs, Report at) {
        Map<String, RoutingStrategy> goals = new LinkedHashMap<>();
        configs.forEach((name, config) -> goals.put(name, one(config, at.in(name))));
        return goals;
    }

    private RoutingStrategy one(GoalConfig config, Report at) {
        RoutingStrategy strategy =
                config.strategy() == null ? weighted(config, at) : named(config, config.strategy(), at);
        return config.floor() == null ? strategy : floored(config, config.floor(), strategy, at.in("floor"));
    }

    private static RoutingStrategy floored(GoalConfig config, double floor, RoutingStrategy strategy, Report at) {
        boolean right = at.require(floor >= 0 && floor < 1, floor, ">= 0 and < 1");
        boolean stateless = !(strategy instanceof StatefulStrategy);
        at.require(stateless, floor, "none, as " + strategy.name() + " remembers by itself what to explore");
        if (!right || !stateless) {
            return strategy;
        }
        Picker picker = strategy.picker().withFloor(floor);
        return RoutingStrategy.of(config.name(), strategy.scorer(), picker);
    }

    private RoutingStrategy named(GoalConfig config, String strategy, Report at) {
        boolean both = config.latency() != null || config.cost() != null || config.quality() != null;
        at.in("strategy").require(!both, strategy, "either a strategy or weights");
        at.in("strategy").knownName(strategy, known.keySet());
        RoutingStrategy found = known.get(strategy);
        return found == null ? WeightedStrategy.of(config.name(), Weights.BALANCED) : found;
    }

    private static RoutingStrategy weighted(GoalConfig config, Report at) {
        double latency = weight(config.latency(), at.in("latency"));
        double cost = weight(config.cost(), at.in("cost"));
        double quality = weight(config.quality(), at.in("quality"));
        boolean any = latency + cost + quality > 0;
        at.require(any, "no weights", "a strategy, or a weight over 0 for latency, cost or quality");
        return WeightedStrategy.of(config.name(), any ? new Weights(latency, cost, quality) : Weights.BALANCED);
    }

    private static double weight(@Nullable Double weight, Report at) {
        boolean right = weight == null || (weight >= 0 && weight < Double.POSITIVE_INFINITY);
        at.require(right, String.valueOf(weight), ">= 0");
        return weight == null ? 0 : right ? weight : 1;
    }
}
