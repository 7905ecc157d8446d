/**
 * Records of decisions, attempts and calls, and snapshots of models and pools, for listeners, logs and callers.
 *
 * <p>Immutable values, except {@link dev.pointsman.trace.RoutingDecision}, a view that is valid during the listener's
 * call only.
 */
@NullMarked
package dev.pointsman.trace;

import org.jspecify.annotations.NullMarked;
