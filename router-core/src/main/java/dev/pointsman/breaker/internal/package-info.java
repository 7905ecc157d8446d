/**
 * Breakers at work: admission of calls by leases. Not API: used by the router only.
 *
 * <p>Failsafe's breaker holds the state machine and the permit of the trial;
 * {@link dev.pointsman.breaker.internal.ModelBreaker} handles time. Every admitted call carries a
 * {@link dev.pointsman.breaker.internal.Lease}, stamped with an epoch that changes when the breaker opens and when it
 * half-opens: an outcome counts only while its lease is of the current epoch, so a call that began before an outage can
 * neither close nor trip the breaker after it. A permit that is released without an outcome, or never released at all,
 * becomes free again.
 *
 * <p>{@code TripEvidence} gathers the evidence and finds a reason to trip, {@code OutcomeRules} applies it by the
 * breaker's state, {@code BreakerStateMachine} makes the transition.
 */
@NullMarked
package dev.pointsman.breaker.internal;

import org.jspecify.annotations.NullMarked;
