/**
 * May a model be tried now? A circuit breaker that lends places and takes them back.
 *
 * <p>Failsafe's breaker holds the state machine and the permit of the trial; {@link dev.pointsman.breaker.ModelBreaker}
 * owns time around it. Every admitted call carries a {@link dev.pointsman.breaker.Lease}, stamped with an epoch that
 * changes when the breaker opens and when it half-opens: an outcome counts only while its lease is of the current epoch,
 * so a call that began before an outage can neither close nor trip the breaker after it. A place that is given back
 * without an outcome, or never given back at all, is free again.
 *
 * <p>When a closed breaker trips is a sequential test: failures among calls that could have shown success, see
 * {@link dev.pointsman.breaker.BreakerConfig}.
 *
 * <p>After an outage exactly one call is the trial; then a ramp lets more and more through. Apart from the breaker, a
 * model can be left alone for a while: because its provider asked for it, because it can't serve until somebody acts, or
 * because somebody holds it out.
 */
@NullMarked
package dev.pointsman.breaker;

import org.jspecify.annotations.NullMarked;
