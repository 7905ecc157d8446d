/**
 * Comparison of policies by a decision log: computes the probabilities of every policy for the logged candidates, and
 * shows the estimates side by side.
 *
 * <p>A {@link dev.pointsman.replay.compare.PolicyFile} is a goal as the router's configuration has it. {@link
 * dev.pointsman.replay.compare.ComparisonEstimator} takes the log's decisions, puts the attempts of each call together,
 * and gives each call to one {@link dev.pointsman.replay.estimate.PolicyEstimator} per policy. The {@link
 * dev.pointsman.replay.compare.PolicyComparison} is written as a table by {@link
 * dev.pointsman.replay.compare.ComparisonTable} and drawn by {@link dev.pointsman.replay.compare.ComparisonPicture}.
 */
@NullMarked
package dev.pointsman.replay.compare;

import org.jspecify.annotations.NullMarked;
