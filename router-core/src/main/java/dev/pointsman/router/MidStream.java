package dev.pointsman.router;

/** What to do when a stream breaks after its first token has been passed on. */
public enum MidStream {
    /** The caller gets a clean error. */
    FAIL,
    /** Nothing is passed on until the answer is whole, so another model can still give all of it. */
    BUFFER,
    /**
     * Another model goes on where the first one stopped, if it can; else it starts again, and its answer is passed on only
     * if it begins with what was passed on before.
     */
    RESUME
}
