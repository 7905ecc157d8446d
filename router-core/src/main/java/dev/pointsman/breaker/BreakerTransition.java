package dev.pointsman.breaker;

/** A change of state on its way to the listener, once the lock is free. */
record BreakerTransition(BreakerState from, BreakerState to, String why) {}
