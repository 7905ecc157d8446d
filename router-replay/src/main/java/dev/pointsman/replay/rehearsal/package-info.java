/**
 * Forecasts of a change of policy. An estimate describes another policy in the states of a log. The calls after a
 * change meet other states: by chance, and because the router learns other things under the new policy.
 *
 * <p>So a {@link dev.pointsman.replay.rehearsal.Rehearsal} repeats the change in a simulator: it logs the old policy,
 * estimates the new one from that log, then lets the new one decide. It does so many times, in a world fitted to the
 * real log. The errors of the estimates there make a {@link dev.pointsman.replay.rehearsal.ForecastCorrection}: their
 * mean corrects the real estimate, their spread is the width of its interval.
 *
 * <p>The command {@code compare} is in this package because it uses rehearsals.
 */
@NullMarked
package dev.pointsman.replay.rehearsal;

import org.jspecify.annotations.NullMarked;
