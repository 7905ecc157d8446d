package dev.pointsman.micronaut.tenant;

import dev.pointsman.micronaut.config.MetadataOnly;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * Admission of calls by limits and budgets.
 *
 * @param whenStoreGone what happens to calls when the leased shares are used up and the store of usage cannot be reached:
 *     allow, settled when it is back, or refuse; default: allow
 */
@Introspected
@Requires(condition = MetadataOnly.class)
@ConfigurationProperties("pointsman.admission")
record AdmissionConfig(@Nullable String whenStoreGone) {}
