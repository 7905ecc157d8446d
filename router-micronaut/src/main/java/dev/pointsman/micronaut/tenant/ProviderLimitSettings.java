package dev.pointsman.micronaut.tenant;

import dev.pointsman.tenant.TenantLimit;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Validated limits of the accounts at providers.
 *
 * @param limits the limits by the provider's name
 * @param learned the providers whose limits are learned
 */
record ProviderLimitSettings(Map<String, List<TenantLimit>> limits, Set<String> learned) {}
