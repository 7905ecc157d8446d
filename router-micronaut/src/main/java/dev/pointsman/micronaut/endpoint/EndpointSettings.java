package dev.pointsman.micronaut.endpoint;

/**
 * Settings of the endpoint.
 *
 * @param writes the write access
 */
record EndpointSettings(WriteAccess writes) {

    /** Writes require a client authenticated by the application's security. */
    static final EndpointSettings DEFAULT = new EndpointSettings(WriteAccess.AUTHENTICATED);
}
