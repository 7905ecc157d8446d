package dev.pointsman.breaker.internal;

import dev.pointsman.breaker.BreakerState;

/** State change to be passed to the listener after the lock is released. */
record BreakerTransition(BreakerState from, BreakerState to, String why) {}
