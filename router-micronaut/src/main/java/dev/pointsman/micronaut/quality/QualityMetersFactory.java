package dev.pointsman.micronaut.quality;

import dev.pointsman.quality.QualityMonitor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Factory of the meters of quality, where there are metrics. */
@Factory
@Requires(classes = {MeterRegistry.class, QualityMonitor.class})
@Requires(beans = MeterRegistry.class)
@Requires(property = "micronaut.metrics.binders.pointsman.enabled", notEquals = "false")
final class QualityMetersFactory {

    @Singleton
    QualityMeters meters(MeterRegistry registry, @Nullable QualityMonitor monitor, QualityNotices notices) {
        return new QualityMeters(registry, QualityFactory.enabled(monitor), notices);
    }
}
