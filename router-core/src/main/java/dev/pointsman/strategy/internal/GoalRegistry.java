package dev.pointsman.strategy.internal;

import dev.pointsman.model.Goal;
import dev.pointsman.model.Model;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.strategy.Scorer;
import dev.pointsman.strategy.StatefulStrategy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Registry of a router's goals, each with its strategy and the slot of the strategy's state. */
public final class GoalRegistry {
    private static final int NO_MEMORY = -1;

    private final StateSlots slots = new StateSlots();
    private volatile Map<String, BoundGoal> bindings = Map.of(); // replaced as a whole; written under this

    /**
     * A goal with its strategy, the strategy's parts, the slot of the strategy's state and the shadow strategy.
     *
     * @param memory null if the strategy is stateless
     * @param shadow null if there is none
     */
    public record BoundGoal(
            Goal goal,
            RoutingStrategy source,
            Scorer scorer,
            Picker picker,
            boolean exact,
            boolean bySession,
            @Nullable StateSlot memory,
            @Nullable BoundGoal shadow) {

        /** Returns the strategy's name. */
        public String strategy() {
            return source.name();
        }

        /** Returns the index of its state slot; negative if it has none. */
        public int slot() {
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

    public GoalRegistry(Map<String, RoutingStrategy> strategies) {
        Map<String, BoundGoal> all = new LinkedHashMap<>();
        strategies.forEach((name, strategy) -> all.put(name, bind(name, strategy)));
        bindings = all;
    }

    /** Creates a goal's binding without publishing it: the models' state arrays may have to grow first. */
    public synchronized BoundGoal bind(String name, RoutingStrategy strategy) {
        RoutingStrategy second = strategy.shadow();
        BoundGoal shadow = second == null ? null : bind(Goal.of(second.name()), second, null);
        return bind(Goal.of(name), strategy, shadow);
    }

    public synchronized void put(BoundGoal binding) {
        Map<String, BoundGoal> next = new LinkedHashMap<>(bindings);
        next.put(binding.goal().name(), binding);
        bindings = next;
    }

    /** Returns the goal with a name; from now on its strategy receives outcomes. */
    public BoundGoal find(Goal goal) {
        BoundGoal binding = bindings.get(goal.name());
        if (binding == null) {
            throw new UnknownNameException("goal", goal.name(), names());
        }
        binding.use();
        return binding;
    }

    /** Returns the strategy of a goal, without use of it. */
    public RoutingStrategy strategy(String goal) {
        BoundGoal binding = bindings.get(goal);
        if (binding == null) {
            throw new UnknownNameException("goal", goal, names());
        }
        return binding.source();
    }

    public Set<String> names() {
        return Collections.unmodifiableSet(bindings.keySet());
    }

    /** Creates the initial states of the stateful strategies for a model. */
    public StrategyStates statesOf(Model model) {
        return new StrategyStates(slots, model);
    }

    private BoundGoal bind(Goal goal, RoutingStrategy strategy, @Nullable BoundGoal shadow) {
        return new BoundGoal(
                goal,
                strategy,
                strategy.scorer(),
                strategy.picker(),
                strategy.exactProbabilities(),
                strategy.drawsBySession(),
                slotOf(strategy.stateOwner()),
                shadow);
    }

    private @Nullable StateSlot slotOf(RoutingStrategy owner) {
        return owner instanceof StatefulStrategy<?> remembering ? slots.of(remembering) : null;
    }
}
