/**
 * Tenants: their policies, limits and budgets. {@link dev.pointsman.tenant.TenantAdmission} applies them to the calls of
 * a router, with leased shares of limits that several instances have in common.
 */
@NullMarked
package dev.pointsman.tenant;

import org.jspecify.annotations.NullMarked;
