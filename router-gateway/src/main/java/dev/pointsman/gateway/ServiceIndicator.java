package dev.pointsman.gateway;

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

/** Readiness indicator of the gateway itself: down during the shutdown, and after the process has run out of memory. */
@Singleton
@Readiness
@Requires(beans = HealthEndpoint.class)
final class ServiceIndicator implements HealthIndicator {
    private final GracefulShutdown drain;
    private final OutOfMemoryCheck memory;

    ServiceIndicator(GracefulShutdown drain, OutOfMemoryCheck memory) {
        this.drain = drain;
        this.memory = memory;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Mono.fromSupplier(() -> {
            String state = drain.isDraining() ? "shutting down" : memory.hasHappened() ? "out of memory" : "serving";
            boolean serving = state.equals("serving");
            return HealthResult.builder("gateway", serving ? HealthStatus.UP : HealthStatus.DOWN)
                    .details(Map.of("state", state))
                    .build();
        });
    }
}
