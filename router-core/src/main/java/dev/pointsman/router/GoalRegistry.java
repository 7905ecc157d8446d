package dev.pointsman.router;

import dev.pointsman.model.Goal;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.strategy.Scorer;
import dev.pointsman.strategy.StatefulStrategy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The goals a router knows, each with its strategy and the slot of the strategy's memory. */
final class GoalRegistry {
    private static final int NO_MEMORY = -1;

    private final StateSlots slots = new StateSlots();
    private volatile Map<String, BoundGoal> bindings = Map.of(); // replaced whole, guarded by this for writers

    /**
     * One goal: its strategy's parts, where each model keeps what the strategy remembers, and the strategy beside it.
     *
     * @param memory null if the strategy remembers nothing
     * @param shadow null if there is none
     */
    record BoundGoal(
            Goal goal,
            String strategy,
            Scorer scorer,
            Picker picker,
            boolean exact,
            @Nullable StateSlot memory,
            @Nullable BoundGoal shadow) {

        /** The index of its memory; negative if it has none. */
        int slot() {
            return memory == null ? NO_MEMORY : memory.index();
        }

        void use() {
            if (memory != null) {
                memory.use();
            }
            if (shadow != null) {
                shadow.use();
            }
        }
    }

    GoalRegistry(Map<String, RoutingStrategy> strategies) {
        Map<String, BoundGoal> all = new LinkedHashMap<>();
        strategies.forEach((name, strategy) -> all.put(name, bind(name, strategy)));
        bindings = all;
    }

    /** A goal's binding before anybody can name it: its memory may have to be made room for first. */
    synchronized BoundGoal bind(String name, RoutingStrategy strategy) {
        RoutingStrategy second = strategy.shadow();
        BoundGoal shadow = second == null ? null : bind(Goal.of(second.name()), second, null);
        return bind(Goal.of(name), strategy, shadow);
    }

    synchronized void put(BoundGoal binding) {
        Map<String, BoundGoal> next = new LinkedHashMap<>(bindings);
        next.put(binding.goal().name(), binding);
        bindings = next;
    }

    /** A goal that a pool or a call names; from now on its strategy learns. */
    BoundGoal find(Goal goal) {
        BoundGoal binding = bindings.get(goal.name());
        if (binding == null) {
            throw new UnknownNameException("goal", goal.name(), names());
        }
        binding.use();
        return binding;
    }

    Set<String> names() {
        return Collections.unmodifiableSet(bindings.keySet());
    }

    /** The places of the strategies that remember, by index. */
    StateSlots slots() {
        return slots;
    }

    private BoundGoal bind(Goal goal, RoutingStrategy strategy, @Nullable BoundGoal shadow) {
        return new BoundGoal(
                goal,
                strategy.name(),
                strategy.scorer(),
                strategy.picker(),
                strategy.exactProbabilities(),
                slotOf(strategy.stateOwner()),
                shadow);
    }

    private @Nullable StateSlot slotOf(RoutingStrategy owner) {
        return owner instanceof StatefulStrategy<?> remembering ? slots.of(remembering) : null;
    }
}
