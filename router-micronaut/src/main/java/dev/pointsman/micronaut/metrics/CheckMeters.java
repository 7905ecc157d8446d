package dev.pointsman.micronaut.metrics;

import dev.pointsman.micronaut.probe.ProviderChecks;
import dev.pointsman.micronaut.probe.ReachabilityMonitor;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;

/** Counters of the background checks of providers. */
@Singleton
@Requires(classes = MeterRegistry.class, beans = RouterMetrics.class)
final class CheckMeters implements ApplicationEventListener<StartupEvent> {
    private final MeterRegistry registry;
    private final BeanProvider<ReachabilityMonitor> monitor;

    CheckMeters(MeterRegistry registry, BeanProvider<ReachabilityMonitor> monitor) {
        this.registry = registry;
        this.monitor = monitor;
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        monitor.ifPresent(checks -> {
            for (ProviderChecks one : checks.checks()) {
                counter(checks, one.provider(), "answered", ProviderChecks::answered);
                counter(checks, one.provider(), "unanswered", ProviderChecks::unanswered);
            }
        });
    }

    private void counter(
            ReachabilityMonitor of, String provider, String outcome, ToDoubleFunction<ProviderChecks> count) {
        FunctionCounter.builder(MeterNames.CHECKS, of, checks -> sum(checks, provider, count))
                .description("background checks of a provider with a model whose breaker is open")
                .tags(MeterNames.PROVIDER, provider, MeterNames.OUTCOME, outcome)
                .register(registry);
    }

    private static double sum(ReachabilityMonitor of, String provider, ToDoubleFunction<ProviderChecks> count) {
        return of.checks().stream()
                .filter(one -> one.provider().equals(provider))
                .mapToDouble(count)
                .sum();
    }
}
