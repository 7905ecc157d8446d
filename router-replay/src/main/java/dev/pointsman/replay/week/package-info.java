/**
 * Synthetic decision logs: a week of calls in a simulated world, written by the real router.
 *
 * <p>{@link dev.pointsman.replay.week.SyntheticWeek} defines it: daily rhythm, drift, outages and recoveries of
 * providers. {@link dev.pointsman.replay.week.WeekCommand} is the command.
 */
@NullMarked
package dev.pointsman.replay.week;

import org.jspecify.annotations.NullMarked;
