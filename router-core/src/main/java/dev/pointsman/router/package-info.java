/**
 * Doing it: the router, its pools and its calls.
 *
 * <p>{@link dev.pointsman.router.ModelRouter} takes one {@link dev.pointsman.model.RouteRequest} and gives an
 * {@link dev.pointsman.router.Attempt} at the best model, or runs a whole call over as many attempts as its pool's
 * {@link dev.pointsman.router.FailoverPolicy} allows. Each attempt ends exactly once; what it showed is written to the
 * model's statistics and breaker, and then the listeners hear of it. The {@link dev.pointsman.router.RouteTrace} tells
 * the whole way of a call.
 *
 * <p>A decision reads one immutable snapshot of pools and models; a change of a pool builds a new one, and models that
 * stay keep what they have learned. Time and chance come from {@link dev.pointsman.router.NanoClock} and
 * {@link dev.pointsman.router.RandomSource}: the same seed gives the same decisions.
 */
@NullMarked
package dev.pointsman.router;

import org.jspecify.annotations.NullMarked;
