package dev.pointsman.breaker;

/** State of a circuit breaker. */
public enum BreakerState {
    /** Every call is admitted. */
    CLOSED,
    /** No call is admitted until the open time has passed. */
    OPEN,
    /** One call, the trial, is admitted. */
    HALF_OPEN,
    /** The trial succeeded; few calls at once are admitted, more with every success. */
    RAMP
}
