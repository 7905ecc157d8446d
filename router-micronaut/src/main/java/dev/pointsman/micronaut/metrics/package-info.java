/**
 * What the router does, as Micrometer's meters.
 *
 * <p>Active where the application has a {@code MeterRegistry}; {@code micronaut.metrics.binders.pointsman.enabled: false}
 * turns it off, and then nothing of it is made. A {@link dev.pointsman.micronaut.metrics.RouterMetrics} hears of decisions
 * and of calls, and hands out a listener for every model and operation that holds its meters, so that a call looks none
 * of them up. Gauges ask the router only when somebody reads them. Names and tags are those of OpenTelemetry's
 * conventions for generative AI where they have one, and begin with {@code pointsman} otherwise; all stand in
 * {@link dev.pointsman.micronaut.metrics.MeterNames}. Tags are pools, goals, models and words of the house: what the
 * configuration bounds. Tenants and sessions are none of them.
 */
@NullMarked
package dev.pointsman.micronaut.metrics;

import org.jspecify.annotations.NullMarked;
