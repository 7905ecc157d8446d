package dev.pointsman.router;

import dev.pointsman.strategy.StatefulStrategy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The places of all strategies that remember, by index. Safe for all threads. */
final class StateSlots {
    private final List<StateSlot> all = new CopyOnWriteArrayList<>(); // guarded by this for writers
    private volatile boolean used; // written once; asked for at every call's end, when there mostly is nobody

    /** The strategy's place, made when there is none. */
    synchronized StateSlot of(StatefulStrategy<?> strategy) {
        for (StateSlot slot : all) {
            if (slot.strategy().equals(strategy)) {
                return slot;
            }
        }
        StateSlot slot = new StateSlot(all.size(), strategy, this);
        all.add(slot);
        return slot;
    }

    int size() {
        return all.size();
    }

    StateSlot get(int index) {
        return all.get(index);
    }

    /** Whether any of the strategies is in use. */
    boolean areUsed() {
        return used;
    }

    void use() {
        used = true;
    }
}
