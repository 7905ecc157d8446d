package dev.pointsman.model;

/** Operation of a call; statistics and breakers are kept separately for each. */
public enum Operation {
    /** Chat completion. */
    CHAT,
    /** Text embeddings. */
    EMBEDDINGS
}
