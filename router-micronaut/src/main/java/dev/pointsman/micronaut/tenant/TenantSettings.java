package dev.pointsman.micronaut.tenant;

import dev.pointsman.tenant.Tenant;
import java.util.List;

/**
 * Validated settings of the tenants.
 *
 * @param tenants the tenants
 * @param keys the configured keys of all of them
 */
record TenantSettings(List<Tenant> tenants, List<ClientKey> keys) {}
