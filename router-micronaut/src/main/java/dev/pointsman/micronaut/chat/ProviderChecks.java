package dev.pointsman.micronaut.chat;

/**
 * Background checks of one provider so far.
 *
 * @param provider the provider's name
 * @param path the path that is requested
 * @param answered how many checks were answered
 * @param unanswered how many were not
 * @param active whether checks are being made now, as a model of the provider is out
 */
public record ProviderChecks(String provider, String path, long answered, long unanswered, boolean active) {}
