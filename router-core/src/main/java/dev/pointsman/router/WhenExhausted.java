package dev.pointsman.router;

/** What to do when no model answers. */
public enum WhenExhausted {
    /** The caller gets an error with the whole trace. */
    FAIL,
    /** An old answer to the same question of the same tenant stands in, marked as such. */
    STALE,
    /** The call waits for the next trial or the end of a cooldown, within its deadline. */
    WAIT
}
