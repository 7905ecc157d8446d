/**
 * What would another policy do with the calls of a log? A world for the simulator, made after the log.
 *
 * <p>A {@link dev.pointsman.replay.fit.FittedWorld} has the log's calls as they came, and providers that behave as its
 * models did: how fast they answer when idle, when they were slow or failed, how many calls they serve at once. It rests on
 * one pass over the log. Since the providers are simulated they can stand in a queue and break under load, which no
 * estimate from the log alone can see; since they are only fitted, a replay of the log's own policy beside the log's real
 * {@link dev.pointsman.replay.fit.CallSummary} says how far to believe it.
 */
@NullMarked
package dev.pointsman.replay.fit;

import org.jspecify.annotations.NullMarked;
