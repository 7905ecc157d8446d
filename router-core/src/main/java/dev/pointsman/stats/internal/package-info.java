/**
 * Statistics at work. Not API: used by breakers and router only.
 *
 * <p>{@link dev.pointsman.stats.internal.ModelStatistics} is the writer's side, one per deployment and operation. Time
 * comes in as an argument and is only ever compared by difference. Writers hold a very short lock and publish the
 * estimates; readers copy them into a {@link dev.pointsman.stats.internal.ModelEstimates} of their own, take no lock and
 * never write: reading an estimate does not change it.
 */
@NullMarked
package dev.pointsman.stats.internal;

import org.jspecify.annotations.NullMarked;
