package dev.pointsman.micronaut.probe;

/**
 * Counts of the background checks of one provider.
 *
 * @param provider the provider's name
 * @param path the path that is requested
 * @param answered number of answered checks
 * @param unanswered number of unanswered checks
 * @param active whether checks are running now, as the circuit breaker of a model of the provider is open
 */
public record ProviderChecks(String provider, String path, long answered, long unanswered, boolean active) {}
