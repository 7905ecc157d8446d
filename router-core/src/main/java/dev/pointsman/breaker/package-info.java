/**
 * Circuit breakers of models: their configuration, their states and snapshots of them for display.
 *
 * <p>A closed breaker trips by a sequential test of failures among calls that could have succeeded; see
 * {@link dev.pointsman.breaker.BreakerConfig}. After an outage exactly one call is the trial; then a ramp admits more
 * and more calls. Independent of the breaker's state, a model can be in a cooldown requested by its provider, disabled
 * until an operator acts, or forced open by an operator.
 */
@NullMarked
package dev.pointsman.breaker;

import org.jspecify.annotations.NullMarked;
