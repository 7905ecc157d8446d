package dev.pointsman.router;

/** Permission of a decision to ask a model although its breaker is open, half-open or ramping. */
enum LastResort {
    /** None: only available models are asked. */
    NONE,
    /** The first last-resort attempt of a call; free. */
    FIRST,
    /** A further one of the same call; a model with a standing failure costs the pool's {@link LastResortBudget}. */
    FURTHER
}
