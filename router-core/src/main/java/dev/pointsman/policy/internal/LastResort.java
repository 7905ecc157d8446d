package dev.pointsman.policy.internal;

/** Permission of a decision to call a model although its breaker is open, half-open or ramping. */
public enum LastResort {
    /** None: only available models are called. */
    NONE,
    /** The first last-resort attempt of a call; free. */
    FIRST,
    /** A further one of the same call; a failing model costs the pool's {@link LastResortBudget}. */
    FURTHER
}
