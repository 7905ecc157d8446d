/**
 * How well the router can serve right now: one word for everything, one for each pool, and for each model what it is
 * doing and why.
 *
 * <p>{@link dev.pointsman.micronaut.health.RouterHealth} is worked out of a router whenever somebody asks; nothing is
 * kept, and a call pays nothing for it. Where Micronaut's management is there, it stands in the answer of
 * {@code /health} and {@code /health/readiness}, and never in that of {@code /health/liveness}: a provider's outage is no
 * reason to restart anything.
 */
@NullMarked
package dev.pointsman.micronaut.health;

import org.jspecify.annotations.NullMarked;
