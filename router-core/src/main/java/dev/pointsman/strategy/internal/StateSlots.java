package dev.pointsman.strategy.internal;

import dev.pointsman.strategy.StatefulStrategy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Slots of all stateful strategies, by index. Thread-safe. */
final class StateSlots {
    private final List<StateSlot> all = new CopyOnWriteArrayList<>(); // guarded by this for writers
    private volatile boolean used; // written once; read at every call's end, when it is mostly false

    /** Returns the strategy's slot, which is created on demand. */
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

    /** Returns whether any of the strategies is in use. */
    boolean areUsed() {
        return used;
    }

    void use() {
        used = true;
    }
}
