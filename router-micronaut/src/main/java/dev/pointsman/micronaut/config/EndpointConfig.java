package dev.pointsman.micronaut.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * What may be done by the endpoint.
 *
 * @param writes whether it changes anything: true for whoever reaches it, false for nobody; default: for those whom the
 *     application's security knows by name
 */
@Introspected
@Requires(condition = MetadataOnly.class)
@ConfigurationProperties("pointsman.endpoint")
record EndpointConfig(@Nullable Boolean writes) {}
