package dev.pointsman.router;

import dev.pointsman.model.Model;
import dev.pointsman.strategy.Outcome;
import dev.pointsman.strategy.StatefulStrategy;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the stateful strategies remember of one model: written under a lock, read as one published array. */
final class Memory {
    private static final Logger LOG = LoggerFactory.getLogger(ModelRouter.class);

    private final Remembering[] strategies;
    private volatile Object[] states; // replaced whole, guarded by this for writers

    Memory(List<Remembering> strategies, Model model) {
        this.strategies = strategies.toArray(new Remembering[0]);
        this.states = strategies.stream()
                .map(strategy -> (Object) strategy.strategy().initialState(model))
                .toArray();
    }

    boolean isAsleep() {
        for (Remembering strategy : strategies) {
            if (strategy.isAwake()) {
                return false;
            }
        }
        return true;
    }

    Object state(int slot) {
        return states[slot];
    }

    synchronized void learn(Outcome outcome, long now) {
        Object[] next = states.clone();
        for (int slot = 0; slot < next.length; slot++) {
            if (!strategies[slot].isAwake()) {
                continue;
            }
            StatefulStrategy<?> strategy = strategies[slot].strategy();
            try {
                next[slot] = step(strategy, next[slot], outcome, now);
            } catch (RuntimeException e) { // the answer is there; a plugin's fault must not take it away
                LOG.warn("Strategy {} failed to learn; its state stays", strategy.name(), e);
            }
        }
        states = next;
    }

    @SuppressWarnings("unchecked") // a slot only ever holds what its own strategy made
    private static <S> Object step(StatefulStrategy<S> strategy, Object state, Outcome outcome, long now) {
        return strategy.step((S) state, outcome, now);
    }
}
