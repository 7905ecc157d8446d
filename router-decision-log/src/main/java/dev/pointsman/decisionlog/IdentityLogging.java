package dev.pointsman.decisionlog;

/** What a log says of a tenant or a session. */
public enum IdentityLogging {
    /** Nothing. */
    NONE,
    /** A hash that is the same for the same name and the same salt, and does not tell the name. */
    HASHED
}
