/**
 * Replay of decision logs: {@link dev.pointsman.replay.ReplayCommand} is the command line, {@link
 * dev.pointsman.replay.DecisionLogAnalysis} the same analyses in code.
 *
 * <p>A comparison puts the attempts of each logged call together, computes the probabilities of every policy for the
 * logged candidates, and gives each call to one {@link dev.pointsman.replay.estimate.PolicyEstimator} per policy.
 *
 * <p>An estimate describes another policy in the states of a log. The calls after a change meet other states: by chance,
 * and because the router learns other things under the new policy. So a rehearsal repeats the change many times in a
 * world fitted to the log ({@link dev.pointsman.replay.internal.fit}): it logs the old policy, estimates the new one from that
 * log, then lets the new one decide. The mean error of these estimates corrects the real one, their spread is the width
 * of its interval.
 *
 * <p>A rerun is the completeness check of a log: it recomputes every decision from the log alone and compares scores,
 * probabilities and picks to the last bit. The state of stateful strategies comes from the log, too: the outcomes are
 * replayed in order.
 */
@NullMarked
package dev.pointsman.replay;

import org.jspecify.annotations.NullMarked;
