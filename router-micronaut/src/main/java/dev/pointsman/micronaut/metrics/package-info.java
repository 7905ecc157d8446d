/**
 * Metrics of the router with Micrometer.
 *
 * <p>Active if the application has a {@code MeterRegistry}; {@code micronaut.metrics.binders.pointsman.enabled: false}
 * disables it, and no bean of it is created. {@link dev.pointsman.micronaut.metrics.RouterMetrics} receives decisions and
 * calls, and creates a listener for every model and operation that keeps its meters, so that calls look up none. Gauges
 * query the router only when read. Names and tags are those of OpenTelemetry's conventions for generative AI if defined
 * there, and begin with {@code pointsman} otherwise; they are constants in
 * {@link dev.pointsman.micronaut.metrics.MeterNames}. Tag values are pools, goals, models and fixed words, so their number
 * is bounded by the configuration. Configured tenants are tags of meters of their own, sessions are none.
 */
@NullMarked
package dev.pointsman.micronaut.metrics;

import org.jspecify.annotations.NullMarked;
