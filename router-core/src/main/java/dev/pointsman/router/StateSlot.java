package dev.pointsman.router;

import dev.pointsman.strategy.StatefulStrategy;

/**
 * A stateful strategy's place in the memory of every model. Until a pool or a call has named its goal there is nobody to
 * remember for.
 */
final class StateSlot {
    private final int index;
    private final StatefulStrategy<?> strategy;
    private final StateSlots all;
    private volatile boolean used; // written once, from false to true; a reader that is late learns one call later

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
        if (!used) { // a write for each call would be felt by all readers
            used = true;
            all.use();
        }
    }
}
