package dev.pointsman.router;

import dev.pointsman.model.Model;
import dev.pointsman.strategy.Outcome;
import dev.pointsman.strategy.StatefulStrategy;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the stateful strategies remember of one model: written under a lock, read as one published array. */
final class Memory {
    private static final Logger LOG = LoggerFactory.getLogger(ModelRouter.class);

    private final List<Slot> slots;
    private volatile Object[] states; // replaced whole, guarded by this for writers

    Memory(List<Slot> slots, Model model) {
        this.slots = slots;
        this.states = slots.stream()
                .map(slot -> (Object) slot.strategy().initialState(model))
                .toArray();
    }

    /** Whether there is anybody to remember for. */
    boolean isUsed() {
        for (int i = 0; i < slots.size(); i++) { // by index: an iterator would be garbage of every call
            if (slots.get(i).isUsed()) {
                return true;
            }
        }
        return false;
    }

    /** Makes room for strategies that came later. */
    synchronized void grow(Model model) {
        Object[] next = Arrays.copyOf(states, slots.size());
        for (int i = states.length; i < next.length; i++) {
            next[i] = slots.get(i).strategy().initialState(model);
        }
        states = next;
    }

    Object state(int slot) {
        return states[slot];
    }

    synchronized void learn(Outcome outcome, long now) {
        Object[] next = states.clone();
        for (int i = 0; i < next.length; i++) {
            if (slots.get(i).isUsed()) {
                next[i] = learned(slots.get(i).strategy(), next[i], outcome, now);
            }
        }
        states = next;
    }

    private static Object learned(StatefulStrategy<?> strategy, Object state, Outcome outcome, long now) {
        try {
            return step(strategy, state, outcome, now);
        } catch (RuntimeException e) { // the answer is there; a plugin's fault must not take it away
            LOG.warn("Strategy {} failed to learn; its state stays", strategy.name(), e);
            return state;
        }
    }

    @SuppressWarnings("unchecked") // a slot only ever holds what its own strategy made
    private static <S> Object step(StatefulStrategy<S> strategy, Object state, Outcome outcome, long now) {
        return strategy.step((S) state, outcome, now);
    }
}
