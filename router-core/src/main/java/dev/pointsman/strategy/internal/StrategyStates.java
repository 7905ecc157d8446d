package dev.pointsman.strategy.internal;

import dev.pointsman.model.Model;
import dev.pointsman.strategy.AttemptOutcome;
import dev.pointsman.strategy.StatefulStrategy;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** States of the stateful strategies for one model: written under a lock, read as one published array. */
public final class StrategyStates {
    private static final Logger LOG = LoggerFactory.getLogger("dev.pointsman.router.ModelRouter");

    private final StateSlots slots;
    private volatile Object[] states; // replaced as a whole; written under this

    StrategyStates(StateSlots slots, Model model) {
        this.slots = slots;
        this.states = initial(new Object[0], model);
    }

    /** Returns whether any stateful strategy is in use. */
    public boolean isUsed() {
        return slots.areUsed();
    }

    /** Grows the array for strategies added later. */
    public synchronized void grow(Model model) {
        states = initial(states, model);
    }

    private Object[] initial(Object[] known, Model model) {
        Object[] next = Arrays.copyOf(known, slots.size());
        for (int i = known.length; i < next.length; i++) {
            next[i] = slots.get(i).strategy().initialState(model);
        }
        return next;
    }

    public Object state(int slot) {
        return states[slot];
    }

    public synchronized void learn(AttemptOutcome outcome, long now) {
        Object[] next = states.clone();
        for (int i = 0; i < next.length; i++) {
            if (slots.get(i).isUsed()) {
                next[i] = learned(slots.get(i).strategy(), next[i], outcome, now);
            }
        }
        states = next;
    }

    private static Object learned(StatefulStrategy<?> strategy, Object state, AttemptOutcome outcome, long now) {
        try {
            return step(strategy, state, outcome, now);
        } catch (RuntimeException e) { // the answer is there; a plugin's error must not discard it
            LOG.warn("Strategy {} failed to learn; its state stays", strategy.name(), e);
            return state;
        }
    }

    @SuppressWarnings("unchecked") // a slot only holds states of its own strategy
    private static <S> Object step(StatefulStrategy<S> strategy, Object state, AttemptOutcome outcome, long now) {
        return strategy.step((S) state, outcome, now);
    }
}
