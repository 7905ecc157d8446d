package dev.pointsman.router;

import dev.pointsman.strategy.StatefulStrategy;

/** A stateful strategy, which remembers only from when it is first asked for: most of a router's never are. */
final class Remembering {
    private final StatefulStrategy<?> strategy;
    private volatile boolean awake;

    Remembering(StatefulStrategy<?> strategy) {
        this.strategy = strategy;
    }

    StatefulStrategy<?> strategy() {
        return strategy;
    }

    boolean isAwake() {
        return awake;
    }

    void wake() {
        if (!awake) { // written once: every thread reads it at every ending
            awake = true;
        }
    }
}
