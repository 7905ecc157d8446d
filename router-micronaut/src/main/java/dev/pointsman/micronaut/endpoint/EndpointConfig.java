package dev.pointsman.micronaut.endpoint;

import dev.pointsman.micronaut.config.MetadataOnly;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * Endpoint configuration.
 *
 * @param writes write access: true for every client of the endpoint, false for none; default: for clients authenticated
 *     by the application's security
 */
@Introspected
@Requires(condition = MetadataOnly.class)
@ConfigurationProperties("pointsman.endpoint")
record EndpointConfig(@Nullable Boolean writes) {}
