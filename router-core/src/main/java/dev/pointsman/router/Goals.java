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
final class Goals {
    private static final int NO_MEMORY = -1;

    private final Slots slots = new Slots();
    private volatile Map<String, Binding> bindings = Map.of(); // replaced whole, guarded by this for writers

    /**
     * One goal: its strategy's parts, where each model keeps what the strategy remembers, and the strategy beside it.
     *
     * @param memory null if the strategy remembers nothing
     * @param shadow null if there is none
     */
    record Binding(
            Goal goal,
            String strategy,
            Scorer scorer,
            Picker picker,
            boolean exact,
            @Nullable Slot memory,
            @Nullable Binding shadow) {

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

    Goals(Map<String, RoutingStrategy> strategies) {
        Map<String, Binding> all = new LinkedHashMap<>();
        strategies.forEach((name, strategy) -> all.put(name, bind(name, strategy)));
        bindings = all;
    }

    /** A goal's binding before anybody can name it: its memory may have to be made room for first. */
    synchronized Binding bind(String name, RoutingStrategy strategy) {
        RoutingStrategy second = strategy.shadow();
        Binding shadow = second == null ? null : bind(Goal.of(second.name()), second, null);
        return bind(Goal.of(name), strategy, shadow);
    }

    synchronized void put(Binding binding) {
        Map<String, Binding> next = new LinkedHashMap<>(bindings);
        next.put(binding.goal().name(), binding);
        bindings = next;
    }

    /** A goal that a pool or a call names; from now on its strategy learns. */
    Binding find(Goal goal) {
        Binding binding = bindings.get(goal.name());
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
    Slots slots() {
        return slots;
    }

    private Binding bind(Goal goal, RoutingStrategy strategy, @Nullable Binding shadow) {
        return new Binding(
                goal,
                strategy.name(),
                strategy.scorer(),
                strategy.picker(),
                strategy.exactProbabilities(),
                slotOf(strategy.stateOwner()),
                shadow);
    }

    private @Nullable Slot slotOf(RoutingStrategy owner) {
        return owner instanceof StatefulStrategy<?> remembering ? slots.of(remembering) : null;
    }
}
