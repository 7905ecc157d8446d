/**
 * Health of the router: one level overall, one per pool, and the state of each model with a reason.
 *
 * <p>{@link dev.pointsman.micronaut.health.RouterHealth} is computed on request; it keeps no state and adds no cost to
 * calls. With Micronaut's management it is part of the answer of {@code /health} and {@code /health/readiness}, and
 * never in that of {@code /health/liveness}: a provider's outage must not cause restarts.
 */
@NullMarked
package dev.pointsman.micronaut.health;

import org.jspecify.annotations.NullMarked;
