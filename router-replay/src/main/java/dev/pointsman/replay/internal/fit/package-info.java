/**
 * Simulated worlds fitted to a log.
 *
 * <p>A {@link dev.pointsman.replay.internal.fit.FittedWorld} has the log's calls, and providers fitted to its models: service
 * time without load, slowdowns and outages, capacity. It needs one pass over the log. Simulated providers queue and
 * fail under load, which no estimate from the log alone can show; since they are only fitted, a replay of the log's own
 * policy beside the log's result shows how accurate they are.
 */
@NullMarked
package dev.pointsman.replay.internal.fit;

import org.jspecify.annotations.NullMarked;
