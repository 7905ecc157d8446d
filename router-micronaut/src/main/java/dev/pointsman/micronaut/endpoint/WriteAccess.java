package dev.pointsman.micronaut.endpoint;

/** Who may change anything by the endpoint. */
public enum WriteAccess {
    /** Nobody. */
    NOBODY,
    /** Whom the application's security knows by name. */
    KNOWN,
    /** Whoever reaches the endpoint. */
    ANYBODY
}
