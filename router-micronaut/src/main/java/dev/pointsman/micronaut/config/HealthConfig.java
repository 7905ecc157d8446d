package dev.pointsman.micronaut.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * What the pools' health means to the application.
 *
 * @param readinessDownWhenCritical whether readiness is DOWN while a pool has no model left that may be tried; default:
 *     false
 */
@Introspected
@Requires(condition = MetadataOnly.class)
@ConfigurationProperties("pointsman.health")
record HealthConfig(@Nullable Boolean readinessDownWhenCritical) {}
