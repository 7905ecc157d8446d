/**
 * What would another policy have done? Estimates from a log of random choices with known probabilities, and verdicts
 * where the log can't know.
 *
 * <p>A {@link dev.pointsman.replay.estimate.PolicyEstimator} is shown every {@link
 * dev.pointsman.replay.estimate.EstimateRow} of a log with the probabilities that the policy in question would have had.
 * It keeps sums over time-ordered blocks, never the rows, so memory does not grow with the log. Its {@link
 * dev.pointsman.replay.estimate.PolicyEstimate} answers by several {@link dev.pointsman.replay.estimate.EstimationMethod}s, each number
 * with an interval from a bootstrap over the blocks. {@link dev.pointsman.replay.estimate.SupportDiagnostics} says whether the log
 * supports an answer at all; where it does not there is no number.
 *
 * <p>{@link dev.pointsman.replay.estimate.KnownTruth} shows all that where the truth is known.
 */
@NullMarked
package dev.pointsman.replay.estimate;

import org.jspecify.annotations.NullMarked;
