/**
 * What a model has shown lately: latency, success, capacity, calls in flight, each forgotten exponentially.
 *
 * <p>{@link dev.pointsman.stats.ModelStatistics} is the writer's side, one per deployment and operation. Time comes in
 * as an argument and is only ever compared by difference. Writers hold a very short lock and publish what readers need;
 * readers copy it into a {@link dev.pointsman.stats.ModelEstimates} of their own, take no lock and never write: reading an
 * estimate does not change it. {@link dev.pointsman.stats.StatisticsSnapshot} is the same for people.
 *
 * <p>An estimate without recent samples drifts back to the model's own long-run mean, and from there to a configured
 * prior, so that a model that was slow once is not avoided for ever.
 */
@NullMarked
package dev.pointsman.stats;

import org.jspecify.annotations.NullMarked;
