package dev.pointsman.breaker.internal;

import dev.pointsman.breaker.BreakerState;

/** Receives a breaker's transitions, outside its lock, each exactly once. Must be safe for all threads. */
@FunctionalInterface
public interface BreakerListener {

    /**
     * Called after the breaker has changed its state.
     *
     * @param from the state before
     * @param to the state after
     * @param why the rule and its figures, such as "4 failures in a row within 1.2 s"
     * @param nowNanos the time
     */
    void changed(BreakerState from, BreakerState to, String why, long nowNanos);
}
