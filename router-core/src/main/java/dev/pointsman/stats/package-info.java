/**
 * Model statistics: exponentially decayed estimates of latency, success rate, capacity and cost, and the calls in
 * flight. {@link dev.pointsman.stats.StatisticsConfig} sets their time constants,
 * {@link dev.pointsman.stats.StatisticsSnapshot} is a snapshot for display.
 *
 * <p>An estimate without recent samples drifts back to the model's long-run mean, and from there to a configured prior,
 * so that a model that was slow once is not avoided forever.
 */
@NullMarked
package dev.pointsman.stats;

import org.jspecify.annotations.NullMarked;
