/**
 * A decision log to try things with: a week of calls in a simulated world, written by the real router.
 *
 * <p>{@link dev.pointsman.replay.week.SyntheticWeek} says what happens in it: the rhythm of days, providers that drift, break and
 * come back. {@link dev.pointsman.replay.week.WeekCommand} is the command.
 */
@NullMarked
package dev.pointsman.replay.week;

import org.jspecify.annotations.NullMarked;
