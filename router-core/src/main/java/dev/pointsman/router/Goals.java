package dev.pointsman.router;

import dev.pointsman.model.Goal;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.strategy.Scorer;
import dev.pointsman.strategy.StatefulStrategy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The goals a router knows, each with its strategy and the slot of the strategy's memory. Immutable. */
final class Goals {
    private static final int NO_MEMORY = -1;

    private final Map<String, Binding> bindings = new LinkedHashMap<>();
    private final List<Remembering> stateful = new ArrayList<>();

    /** One goal: its strategy's parts, and where each model keeps what the strategy remembers; negative if nowhere. */
    record Binding(Goal goal, Scorer scorer, Picker picker, int slot) {}

    Goals(Map<String, RoutingStrategy> strategies) {
        strategies.forEach((name, strategy) ->
                bindings.put(name, new Binding(Goal.of(name), strategy.scorer(), strategy.picker(), slotOf(strategy))));
    }

    /** The goal of a pool or a call; from now on its strategy remembers. */
    Binding find(Goal goal) {
        Binding binding = bindings.get(goal.name());
        if (binding == null) {
            throw new UnknownNameException("goal", goal.name(), names());
        }
        if (binding.slot() >= 0) {
            stateful.get(binding.slot()).wake();
        }
        return binding;
    }

    Set<String> names() {
        return Collections.unmodifiableSet(bindings.keySet());
    }

    /** The strategies that remember, by their slot. */
    List<Remembering> stateful() {
        return Collections.unmodifiableList(stateful);
    }

    private int slotOf(RoutingStrategy strategy) {
        if (!(strategy instanceof StatefulStrategy<?> remembering)) {
            return NO_MEMORY;
        }
        for (int slot = 0; slot < stateful.size(); slot++) {
            if (stateful.get(slot).strategy().equals(remembering)) {
                return slot;
            }
        }
        stateful.add(new Remembering(remembering));
        return stateful.size() - 1;
    }
}
