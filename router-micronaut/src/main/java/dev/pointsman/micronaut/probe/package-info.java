/**
 * Checks whether providers whose models have open circuit breakers can be reached, without a prompt.
 *
 * <p>{@link dev.pointsman.micronaut.probe.ReachabilityMonitor} starts checks when a breaker opens and ends them when all
 * models of the provider are available; an answer brings the next trial forward.
 */
@NullMarked
package dev.pointsman.micronaut.probe;

import org.jspecify.annotations.NullMarked;
