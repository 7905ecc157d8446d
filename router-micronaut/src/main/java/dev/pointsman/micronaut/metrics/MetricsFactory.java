package dev.pointsman.micronaut.metrics;

import dev.pointsman.micronaut.config.SettingsSection;
import dev.pointsman.tenant.TenantAdmission;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.configuration.metrics.annotation.RequiresMetrics;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.DisabledBeanException;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Factory of the router's metrics, if the application has a meter registry and does not disable them. */
@Factory
@RequiresMetrics
@Requires(property = MetricsFactory.ENABLED, notEquals = "false")
final class MetricsFactory {
    static final String ENABLED = "micronaut.metrics.binders.pointsman.enabled";

    @Singleton
    @Requires(property = SettingsSection.ROOT + ".tenants")
    TenantUsageMeters tenants(MeterRegistry registry, @Nullable TenantAdmission tenants) {
        if (tenants == null) {
            throw new DisabledBeanException("no pointsman.tenants");
        }
        return new TenantUsageMeters(registry, tenants);
    }

    @Singleton
    ResponseCacheMeters responseCache(MeterRegistry registry) {
        return new ResponseCacheMeters(registry);
    }

    @Singleton
    RouterMetrics metrics(MeterRegistry registry) {
        return new RouterMetrics(registry);
    }
}
