package dev.pointsman.strategy.internal;

import dev.pointsman.strategy.StatefulStrategy;

/** Slot of a stateful strategy in every model's state array. Unused until a pool or a call has named its goal. */
final class StateSlot {
    private final int index;
    private final StatefulStrategy<?> strategy;
    private final StateSlots all;
    private volatile boolean used; // written once, from false to true; a late reader starts one call later

    StateSlot(int index, StatefulStrategy<?> strategy, StateSlots all) {
        this.index = index;
        this.strategy = strategy;
        this.all = all;
    }

    int index() {
        return index;
    }

    StatefulStrategy<?> strategy() {
        return strategy;
    }

    boolean isUsed() {
        return used;
    }

    void use() {
        if (!used) { // a write for every call would slow down all readers
            used = true;
            all.use();
        }
    }
}
