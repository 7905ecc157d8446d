package dev.pointsman.policy;

/** Behaviour when a stream breaks after its first token has been passed on. */
public enum MidStream {
    /** The caller gets a clean error. */
    FAIL,
    /** The answer is buffered until it is complete, so another model can still give all of it. */
    BUFFER,
    /**
     * Another model continues the answer, if it can; otherwise it restarts, and its answer is passed on only if it
     * begins with the text already passed on.
     */
    RESUME
}
