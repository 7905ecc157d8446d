/**
 * Completeness check of a log: recomputes every logged decision from the log alone, and compares to the last bit.
 *
 * <p>A {@link dev.pointsman.replay.rerun.DecisionRerun} is given the strategies by goal and shown every record. A
 * {@link dev.pointsman.replay.rerun.LoggedDecisionView} lets a strategy see what it saw then: the call and the
 * candidates with their estimates. Scores, probabilities and the pick by the drawn number must be those of the log. A
 * {@link dev.pointsman.replay.rerun.DecisionMismatch} names the line and what differs. The state of stateful strategies
 * comes from the log too: {@link dev.pointsman.replay.rerun.StrategyStateReplay} replays the outcomes in order.
 */
@NullMarked
package dev.pointsman.replay.rerun;

import org.jspecify.annotations.NullMarked;
