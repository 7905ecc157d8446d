package dev.pointsman.breaker;

/** Hears of a breaker's transitions, outside its lock, each exactly once. Must be safe for all threads. */
@FunctionalInterface
public interface BreakerListener {

    /**
     * The breaker has changed its state.
     *
     * @param from the state before
     * @param to the state after
     * @param nowNanos the time
     */
    void changed(BreakerState from, BreakerState to, long nowNanos);
}
