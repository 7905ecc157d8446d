/**
 * Ends of calls without an answer, and failures of attempts.
 *
 * <p>Every {@link dev.pointsman.failure.RoutingException} carries the trace of its call. Clients of providers throw
 * {@link dev.pointsman.failure.ProviderException}; {@link dev.pointsman.failure.FailureClassifier} turns every other
 * exception of an attempt into a failure.
 */
@NullMarked
package dev.pointsman.failure;

import org.jspecify.annotations.NullMarked;
