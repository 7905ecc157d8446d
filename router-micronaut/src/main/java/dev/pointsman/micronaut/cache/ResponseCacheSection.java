package dev.pointsman.micronaut.cache;

import dev.pointsman.micronaut.cache.internal.CacheLimits;
import dev.pointsman.micronaut.cache.internal.CacheListener;
import dev.pointsman.micronaut.cache.internal.ResponseCache;
import dev.pointsman.micronaut.config.BoundSections;
import dev.pointsman.micronaut.config.ConfigErrors;
import dev.pointsman.micronaut.config.RangeChecks;
import dev.pointsman.micronaut.config.SettingsSection;
import dev.pointsman.micronaut.config.SizeValues;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.state.ResponseStore;
import dev.pointsman.tenant.TenantAdmission;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Section {@code pointsman.response-cache}, and the cache. */
@Factory
@Requires(property = SettingsSection.ROOT)
final class ResponseCacheSection {
    private static final SettingsSection<ResponseCacheConfig, CacheLimits> SECTION =
            new SettingsSection<>("response-cache", ResponseCacheConfig.class, ResponseCacheSection::of);

    @Singleton
    SettingsSection<ResponseCacheConfig, CacheLimits> section() {
        return SECTION;
    }

    @Singleton
    @Requires(beans = ModelRouter.class)
    ResponseCache cache(
            BoundSections sections,
            ModelRouter router,
            @Nullable ResponseStore shared,
            @Nullable TenantAdmission tenants,
            List<CacheListener> listeners,
            @Nullable Clock clock) {
        CacheLimits limits = sections.settings(SECTION);
        return new ResponseCache(router, limits, shared, tenants, listeners, clock == null ? Clock.systemUTC() : clock);
    }

    private static CacheLimits of(@Nullable ResponseCacheConfig config, ConfigErrors at) {
        CacheLimits usual = CacheLimits.DEFAULT;
        return config == null
                ? usual
                : new CacheLimits(
                        SizeValues.of(config.memory(), 0, Long.MAX_VALUE, usual.memory(), at.in("memory")),
                        new RangeChecks(at).positive("store-timeout", config.storeTimeout(), usual.storeTimeout()));
    }
}
