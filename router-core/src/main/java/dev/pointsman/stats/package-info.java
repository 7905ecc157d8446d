/**
 * Model statistics: exponentially decayed estimates of latency, success rate, capacity and cost, and the calls in
 * flight.
 *
 * <p>{@link dev.pointsman.stats.ModelStatistics} is the writer's side, one per deployment and operation. Time comes in
 * as an argument and is only ever compared by difference. Writers hold a very short lock and publish the estimates;
 * readers copy them into a {@link dev.pointsman.stats.ModelEstimates} of their own, take no lock and never write:
 * reading an estimate does not change it. {@link dev.pointsman.stats.StatisticsSnapshot} is a snapshot for display.
 *
 * <p>An estimate without recent samples drifts back to the model's long-run mean, and from there to a configured prior,
 * so that a model that was slow once is not avoided forever.
 */
@NullMarked
package dev.pointsman.stats;

import org.jspecify.annotations.NullMarked;
