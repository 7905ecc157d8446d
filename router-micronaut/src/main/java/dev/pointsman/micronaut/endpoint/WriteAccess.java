package dev.pointsman.micronaut.endpoint;

/** Write access to the endpoint. */
enum WriteAccess {
    /** No client. */
    DENIED,
    /** Clients authenticated by the application's security. */
    AUTHENTICATED,
    /** Every client of the endpoint. */
    ANONYMOUS
}
