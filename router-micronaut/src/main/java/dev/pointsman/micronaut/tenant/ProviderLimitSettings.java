package dev.pointsman.micronaut.tenant;

import dev.pointsman.tenant.TenantLimit;
import java.util.List;
import java.util.Map;

/**
 * Validated limits of the accounts at providers.
 *
 * @param limits the limits by the provider's name
 */
record ProviderLimitSettings(Map<String, List<TenantLimit>> limits) {}
