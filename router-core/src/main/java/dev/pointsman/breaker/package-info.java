/**
 * Circuit breakers of models: admission of calls by leases.
 *
 * <p>Failsafe's breaker holds the state machine and the permit of the trial; {@link dev.pointsman.breaker.ModelBreaker}
 * handles time. Every admitted call carries a {@link dev.pointsman.breaker.Lease}, stamped with an epoch that changes
 * when the breaker opens and when it half-opens: an outcome counts only while its lease is of the current epoch, so a
 * call that began before an outage can neither close nor trip the breaker after it. A permit that is released without
 * an outcome, or never released at all, becomes free again.
 *
 * <p>A closed breaker trips by a sequential test of failures among calls that could have succeeded; see
 * {@link dev.pointsman.breaker.BreakerConfig}. {@code TripEvidence} gathers the evidence and finds a reason to trip,
 * {@code OutcomeRules} applies it by the breaker's state, {@code BreakerStateMachine} makes the transition.
 *
 * <p>After an outage exactly one call is the trial; then a ramp admits more and more calls. Independent of the
 * breaker's state, a model can be in a cooldown requested by its provider, disabled until an operator acts, or forced
 * open by an operator.
 */
@NullMarked
package dev.pointsman.breaker;

import org.jspecify.annotations.NullMarked;
