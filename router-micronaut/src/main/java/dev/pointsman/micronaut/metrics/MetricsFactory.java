package dev.pointsman.micronaut.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.configuration.metrics.annotation.RequiresMetrics;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Factory of the router's metrics, if the application has a meter registry and does not disable them. */
@Factory
@RequiresMetrics
@Requires(property = MetricsFactory.ENABLED, notEquals = "false")
final class MetricsFactory {
    static final String ENABLED = "micronaut.metrics.binders.pointsman.enabled";

    @Singleton
    RouterMetrics metrics(MeterRegistry registry) {
        return new RouterMetrics(registry);
    }
}
