package dev.pointsman.gateway.internal;

import io.micronaut.context.annotation.Requires;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Readiness indicator of the warm-up: down until it is over. */
@Singleton
@Readiness
@Requires(beans = {HealthEndpoint.class, WarmUp.class})
final class WarmUpIndicator implements HealthIndicator {
    private final WarmUp warmUp;

    WarmUpIndicator(WarmUp warmUp) {
        this.warmUp = warmUp;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Mono.fromSupplier(() -> {
            boolean over = warmUp.isOver();
            return HealthResult.builder("warm-up", over ? HealthStatus.UP : HealthStatus.DOWN)
                    .details(Map.of("state", over ? "over" : "warming up"))
                    .build();
        });
    }
}
