/**
 * Off-policy estimates from a log of random choices with known probabilities, and verdicts
 * where the log does not support an estimate.
 *
 * <p>A {@link dev.pointsman.replay.estimate.PolicyEstimator} takes every {@link
 * dev.pointsman.replay.estimate.EstimateRow} of a log with the probabilities of the policy. It keeps sums over
 * time-ordered blocks, never the rows, so memory does not grow with the log. Its {@link
 * dev.pointsman.replay.estimate.PolicyEstimate} answers by several
 * methods, each number with an interval from a bootstrap over the blocks.
 * {@link dev.pointsman.replay.estimate.SupportDiagnostics} tells whether the log supports an estimate. A {@link
 * dev.pointsman.replay.estimate.PolicyComparison} shows several policies side by side, as a table and as a picture.
 *
 * <p>{@link dev.pointsman.replay.estimate.KnownTruth} compares the estimates with a known truth.
 */
@NullMarked
package dev.pointsman.replay.estimate;

import org.jspecify.annotations.NullMarked;
