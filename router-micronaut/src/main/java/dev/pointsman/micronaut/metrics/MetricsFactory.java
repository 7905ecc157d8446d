package dev.pointsman.micronaut.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.configuration.metrics.annotation.RequiresMetrics;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Makes the meters where the application has a registry of them and wants these. */
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
