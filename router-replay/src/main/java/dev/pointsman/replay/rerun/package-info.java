/**
 * Is the log complete? Makes every logged decision again, from nothing but what the log holds, and compares to the last
 * bit.
 *
 * <p>A {@link dev.pointsman.replay.rerun.DecisionRerun} is given the strategies by goal and shown every record. A
 * {@link dev.pointsman.replay.rerun.LoggedDecisionView} lets a strategy see what it saw then: the call and the candidates with
 * their estimates. Scores, probabilities and the pick by the drawn number must be those of the log. A
 * {@link dev.pointsman.replay.rerun.DecisionMismatch} names the line and what differs. What a strategy of its own memory had
 * remembered comes from the log too: {@link dev.pointsman.replay.rerun.StrategyStateReplay} plays the outcomes in their order.
 */
@NullMarked
package dev.pointsman.replay.rerun;

import org.jspecify.annotations.NullMarked;
