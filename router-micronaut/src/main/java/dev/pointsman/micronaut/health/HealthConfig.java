package dev.pointsman.micronaut.health;

import dev.pointsman.micronaut.config.MetadataOnly;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * Health configuration.
 *
 * @param readinessDownWhenCritical whether readiness is DOWN while a pool has no available model; default: false
 */
@Introspected
@Requires(condition = MetadataOnly.class)
@ConfigurationProperties("pointsman.health")
record HealthConfig(@Nullable Boolean readinessDownWhenCritical) {}
