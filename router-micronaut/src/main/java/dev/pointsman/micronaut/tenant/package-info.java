/**
 * Tenants in configuration: policies, limits, budgets and keys, applied to every call of the router. The tenant of a call
 * is named by {@code @Routed}, by the request, or by the key of a client of the gateway.
 */
@NullMarked
package dev.pointsman.micronaut.tenant;

import org.jspecify.annotations.NullMarked;
