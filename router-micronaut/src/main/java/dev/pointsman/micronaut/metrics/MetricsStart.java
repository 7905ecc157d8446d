package dev.pointsman.micronaut.metrics;

import dev.pointsman.micronaut.cache.internal.ResponseCache;
import dev.pointsman.router.ModelRouter;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Singleton;

/** Binds the gauges to the router at startup, as the router is created after its listeners. */
@Singleton
@Requires(beans = RouterMetrics.class)
final class MetricsStart implements ApplicationEventListener<StartupEvent> {
    private final RouterMetrics metrics;
    private final ResponseCacheMeters cacheMeters;
    private final BeanProvider<ModelRouter> router;
    private final BeanProvider<ResponseCache> cache;

    MetricsStart(
            RouterMetrics metrics,
            ResponseCacheMeters cacheMeters,
            BeanProvider<ModelRouter> router,
            BeanProvider<ResponseCache> cache) {
        this.metrics = metrics;
        this.cacheMeters = cacheMeters;
        this.router = router;
        this.cache = cache;
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        router.ifPresent(bound -> {
            metrics.bind(bound);
            if (bound.operations().pools().stream()
                    .anyMatch(pool -> pool.cache().isOn())) {
                cache.ifPresent(cacheMeters::bind);
            }
        });
    }
}
