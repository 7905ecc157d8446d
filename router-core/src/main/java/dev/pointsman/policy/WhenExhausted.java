package dev.pointsman.policy;

/** Behaviour when no model answers. */
public enum WhenExhausted {
    /** The caller gets an error with the trace. */
    FAIL,
    /** An earlier answer with the same cache key and tenant is returned, marked as stale. */
    STALE,
    /** The call waits for the next trial or the end of a cooldown, within its deadline. */
    WAIT
}
