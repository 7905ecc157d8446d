package dev.pointsman.micronaut.metrics;

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
    private final BeanProvider<ModelRouter> router;

    MetricsStart(RouterMetrics metrics, BeanProvider<ModelRouter> router) {
        this.metrics = metrics;
        this.router = router;
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        router.ifPresent(metrics::bind);
    }
}
