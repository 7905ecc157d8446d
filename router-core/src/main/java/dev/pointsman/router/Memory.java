package dev.pointsman.router;

import dev.pointsman.model.Model;
import dev.pointsman.strategy.Outcome;
import dev.pointsman.strategy.StatefulStrategy;
import java.util.List;

/** What the stateful strategies remember of one model: written under a lock, read as one published array. */
final class Memory {
    private final List<StatefulStrategy<?>> strategies;
    private volatile Object[] states; // replaced whole, guarded by this for writers

    Memory(List<StatefulStrategy<?>> strategies, Model model) {
        this.strategies = strategies;
        this.states = strategies.stream()
                .map(strategy -> (Object) strategy.initialState(model))
                .toArray();
    }

    boolean isEmpty() {
        return strategies.isEmpty();
    }

    Object state(int slot) {
        return states[slot];
    }

    synchronized void learn(Outcome outcome, long now) {
        Object[] next = states.clone();
        for (int slot = 0; slot < next.length; slot++) {
            next[slot] = step(strategies.get(slot), next[slot], outcome, now);
        }
        states = next;
    }

    @SuppressWarnings("unchecked") // a slot only ever holds what its own strategy made
    private static <S> Object step(StatefulStrategy<S> strategy, Object state, Outcome outcome, long now) {
        return strategy.step((S) state, outcome, now);
    }
}
