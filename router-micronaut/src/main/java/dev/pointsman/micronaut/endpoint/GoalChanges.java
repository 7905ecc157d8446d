package dev.pointsman.micronaut.endpoint;

import dev.pointsman.router.ModelRouter;
import dev.pointsman.strategy.RoutingStrategy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Goals changed by operators, with their configured strategies. Written by one action at a time. */
final class GoalChanges {
    private final ModelRouter router;
    private final Map<String, RoutingStrategy> configured = new ConcurrentHashMap<>();

    GoalChanges(ModelRouter router) {
        this.router = router;
    }

    /** Returns whether an operator replaced the goal's strategy. */
    boolean isChanged(String goal) {
        return configured.containsKey(goal);
    }

    /** Replaces the strategy of a goal. */
    void put(String goal, RoutingStrategy strategy) {
        configured.putIfAbsent(goal, router.operations().strategy(goal));
        router.operations().putGoal(goal, strategy);
    }

    /** Restores the configured strategy of a goal; no effect if it is unchanged. */
    void restore(String goal) {
        RoutingStrategy strategy = configured.get(goal);
        if (strategy != null) {
            router.operations().putGoal(goal, strategy);
            configured.remove(goal);
        }
    }

    /** Returns the strategy that {@link #restore} sets. */
    RoutingStrategy configured(String goal) {
        RoutingStrategy strategy = configured.get(goal);
        return strategy == null ? router.operations().strategy(goal) : strategy;
    }
}
