package dev.pointsman.micronaut.audit;

import dev.pointsman.micronaut.config.MetadataOnly;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * Audit log configuration.
 *
 * @param enabled whether every call is logged as one line of JSON by the logger dev.pointsman.audit; default: false
 */
@Introspected
@Requires(condition = MetadataOnly.class)
@ConfigurationProperties("pointsman.audit")
record AuditConfig(@Nullable Boolean enabled) {}
