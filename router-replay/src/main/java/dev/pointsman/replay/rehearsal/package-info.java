/**
 * What will come if a change is made? An estimate says how another policy would have fared in the states of a log. The calls
 * that follow a change meet other states: by chance, and because the router learns other things under the new policy.
 *
 * <p>So a {@link dev.pointsman.replay.rehearsal.Rehearsal} does in a simulator what its user is about to do: it logs the old
 * policy, estimates the new one from that log, then lets the new one decide. It does so many times, in a world fitted to the
 * real log. How far the estimates were off there is {@link dev.pointsman.replay.rehearsal.ForecastCorrection}: their mean corrects the
 * real estimate, their spread is the width of its interval.
 *
 * <p>The command {@code compare} is here, as it can do all that.
 */
@NullMarked
package dev.pointsman.replay.rehearsal;

import org.jspecify.annotations.NullMarked;
