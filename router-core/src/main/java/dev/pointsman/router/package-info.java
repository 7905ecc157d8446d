/**
 * The router, its pools and its calls.
 *
 * <p>{@link dev.pointsman.router.ModelRouter} takes a {@link dev.pointsman.model.RouteRequest} and returns an
 * {@link dev.pointsman.router.Attempt} at the best model, or runs a whole call over as many attempts as its pool's
 * {@link dev.pointsman.policy.FailoverPolicy} allows. Each attempt ends exactly once; its outcome is written to the
 * model's statistics and breaker, then the listeners are notified. A {@link dev.pointsman.trace.RouteTrace} records
 * all attempts of a call.
 *
 * <p>{@link dev.pointsman.router.CallDriver} runs the attempts of asynchronous and streamed calls, hedges included;
 * {@code NextAttempt} chooses each next one: a retry, another model, a last resort, a wait or a hedge.
 * {@link dev.pointsman.admission.Admission} and {@link dev.pointsman.admission.EligibilityRule} are the plugins of a call,
 * {@link dev.pointsman.router.RouterListener} observes it, {@link dev.pointsman.router.RouterOperations} is for operators.
 *
 * <p>A decision reads one immutable snapshot of pools and models; a change of a pool creates a new one, and unchanged
 * models keep their statistics. Time and random numbers come from {@link dev.pointsman.time.NanoClock} and
 * {@link dev.pointsman.strategy.RandomSource}: the same seed gives the same decisions.
 */
@NullMarked
package dev.pointsman.router;

import org.jspecify.annotations.NullMarked;
