package dev.pointsman.micronaut.endpoint;

/**
 * What may be done by the endpoint.
 *
 * @param writes who may change anything
 */
public record EndpointSettings(WriteAccess writes) {

    /** Changes are for those whom the application's security knows by name. */
    public static final EndpointSettings DEFAULT = new EndpointSettings(WriteAccess.AUTHENTICATED);
}
