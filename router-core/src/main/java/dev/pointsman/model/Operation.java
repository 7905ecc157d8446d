package dev.pointsman.model;

/** The kind of work a call asks for; statistics and breakers are kept apart for each. */
public enum Operation {
    /** An answer to a conversation. */
    CHAT,
    /** Vectors for texts. */
    EMBEDDINGS
}
