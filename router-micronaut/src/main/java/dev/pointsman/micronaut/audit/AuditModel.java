package dev.pointsman.micronaut.audit;

import org.jspecify.annotations.Nullable;

/**
 * A model as an audit names it.
 *
 * @param id its id in the configuration
 * @param name its name at the provider
 * @param provider the provider
 * @param region where it runs; null if unknown
 * @param key the alias of the key it is asked with: the provider's {@code key-alias}, else the provider's name
 */
public record AuditModel(
        String id, String name, String provider, @Nullable String region, String key) {}
