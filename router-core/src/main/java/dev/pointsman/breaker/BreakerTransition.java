package dev.pointsman.breaker;

/** State change to be passed to the listener after the lock is released. */
record BreakerTransition(BreakerState from, BreakerState to, String why) {}
