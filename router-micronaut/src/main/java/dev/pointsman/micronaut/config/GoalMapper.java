package dev.pointsman.micronaut.config;

import dev.pointsman.strategies.GoalWeights;
import dev.pointsman.strategies.SessionAffinity;
import dev.pointsman.strategies.ShadowStrategy;
import dev.pointsman.strategies.WeightedStrategy;
import dev.pointsman.strategy.RoutingStrategy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Mapper from configured goals to strategies. Used once. */
final class GoalMapper {
    private static final String STICKY = "sticky";
    private static final String SHADOW = "shadow";

    private final Map<String, RoutingStrategy> known;
    private final Map<String, RoutingStrategy> made = new LinkedHashMap<>();

    /** Creates a mapper with the strategies available to goals, by name. */
    GoalMapper(Map<String, RoutingStrategy> known) {
        this.known = known;
    }

    /** Returns the configured goals by name; those with errors are reported and have arbitrary weights. */
    Map<String, RoutingStrategy> all(Map<String, GoalConfig> configs, ConfigErrors at) {
        Map<String, GoalConfig> left = new LinkedHashMap<>(configs);
        while (true) { // a goal that wraps another one is created after it
            List<GoalConfig> ready = left.values().stream()
                    .filter(config ->
                            !awaits(config, config.delegate(), left) && !awaits(config, config.shadow(), left))
                    .toList();
            if (ready.isEmpty()) {
                break;
            }
            ready.forEach(config -> made.put(config.name(), one(config, configs.keySet(), at.in(config.name()))));
            left.keySet().removeAll(made.keySet());
        }
        left.forEach((name, config) -> {
            refuseCycle(config, config.delegate(), left, at.in(name).in("delegate"));
            refuseCycle(config, config.shadow(), left, at.in(name).in("shadow"));
        });
        return made;
    }

    /** A goal that refers to its own name means the strategy that it replaces. */
    private static boolean awaits(GoalConfig config, @Nullable String other, Map<String, GoalConfig> left) {
        return other != null && !other.equals(config.name()) && left.containsKey(other);
    }

    private static void refuseCycle(
            GoalConfig config, @Nullable String other, Map<String, GoalConfig> left, ConfigErrors at) {
        if (other != null && awaits(config, other, left)) {
            at.refuse(other, "a goal that does not refer back to this one");
        }
    }

    private RoutingStrategy one(GoalConfig config, Set<String> goals, ConfigErrors at) {
        boolean shadow = SHADOW.equals(config.strategy());
        boolean wraps = shadow || STICKY.equals(config.strategy());
        RangeChecks given = new RangeChecks(at);
        given.checked("delegate", config.delegate(), name -> wraps, "none; only sticky and shadow have a delegate");
        given.checked("shadow", config.shadow(), name -> shadow, "none; only the strategy shadow has a shadow");
        RoutingStrategy strategy =
                config.strategy() == null ? weighted(config, at) : named(config, config.strategy(), goals, at);
        Double floor = given.checked("floor", config.floor(), value -> value >= 0 && value < 1, ">= 0 and < 1");
        return floor == null
                ? strategy
                : RoutingStrategy.wrapping(
                        config.name(),
                        strategy,
                        strategy.scorer(),
                        strategy.picker().withFloor(floor));
    }

    private RoutingStrategy named(GoalConfig config, String strategy, Set<String> goals, ConfigErrors at) {
        boolean both = config.latency() != null || config.cost() != null || config.quality() != null;
        at.in("strategy").require(!both, strategy, "either a strategy or weights");
        if (strategy.equals(SHADOW)) {
            return ShadowStrategy.of(
                    config.name(),
                    other(config, config.delegate(), goals, at.in("delegate")),
                    other(config, config.shadow(), goals, at.in("shadow")));
        }
        if (strategy.equals(STICKY) && config.delegate() != null) {
            return SessionAffinity.wrapping(config.name(), other(config, config.delegate(), goals, at.in("delegate")));
        }
        at.in("strategy").knownName(strategy, names(known.keySet(), Set.of(SHADOW)));
        RoutingStrategy found = known.get(strategy);
        return found == null ? WeightedStrategy.of(config.name(), GoalWeights.BALANCED) : found;
    }

    /** Returns another goal by its configured name. */
    private RoutingStrategy other(GoalConfig config, @Nullable String name, Set<String> goals, ConfigErrors at) {
        Set<String> names = names(known.keySet(), goals);
        if (!known.containsKey(config.name())) {
            names.remove(config.name());
        }
        String given = at.knownName(name, names);
        RoutingStrategy found = made.containsKey(given) ? made.get(given) : known.get(given);
        if (found == null) {
            return WeightedStrategy.of(config.name(), GoalWeights.BALANCED);
        }
        return found.name().equals(given)
                ? found
                : RoutingStrategy.wrapping(given, found, found.scorer(), found.picker());
    }

    private static Set<String> names(Set<String> some, Set<String> more) {
        Set<String> names = new TreeSet<>(some);
        names.addAll(more);
        return names;
    }

    private static RoutingStrategy weighted(GoalConfig config, ConfigErrors at) {
        double latency = weight(config.latency(), at.in("latency"));
        double cost = weight(config.cost(), at.in("cost"));
        double quality = weight(config.quality(), at.in("quality"));
        boolean any = latency + cost + quality > 0;
        at.require(any, "no weights", "a strategy, or a weight over 0 for latency, cost or quality");
        return WeightedStrategy.of(config.name(), any ? new GoalWeights(latency, cost, quality) : GoalWeights.BALANCED);
    }

    private static double weight(@Nullable Double weight, ConfigErrors at) {
        boolean right = weight == null || (weight >= 0 && weight < Double.POSITIVE_INFINITY);
        at.require(right, String.valueOf(weight), ">= 0");
        return weight == null ? 0 : right ? weight : 1;
    }
}
