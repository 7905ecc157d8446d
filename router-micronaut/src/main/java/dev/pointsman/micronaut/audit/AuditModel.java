package dev.pointsman.micronaut.audit;

import org.jspecify.annotations.Nullable;

/**
 * Model in an audit record.
 *
 * @param id its id in the configuration
 * @param name its name at the provider
 * @param provider the provider
 * @param region its region; null if unknown
 * @param key alias of the API key: the provider's {@code key-alias}, else the provider's name
 */
public record AuditModel(
        String id, String name, String provider, @Nullable String region, String key) {}
