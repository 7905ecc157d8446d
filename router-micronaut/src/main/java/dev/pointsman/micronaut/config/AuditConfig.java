package dev.pointsman.micronaut.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * Whether calls are written down.
 *
 * @param enabled whether each is logged as one line of JSON by the logger dev.pointsman.audit; default: false
 */
@Introspected
@Requires(condition = MetadataOnly.class)
@ConfigurationProperties("pointsman.audit")
record AuditConfig(@Nullable Boolean enabled) {}
