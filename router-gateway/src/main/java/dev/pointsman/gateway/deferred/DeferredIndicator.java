package dev.pointsman.gateway.deferred;

import io.micronaut.context.annotation.Requires;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Health detail of deferred calls; always up, as calls that can be served now do not need the queue. */
@Singleton
@Requires(beans = {HealthEndpoint.class, SealedCalls.class})
final class DeferredIndicator implements HealthIndicator {
    private final DeferredCallStatus status;

    DeferredIndicator(DeferredCallStatus status) {
        this.status = status;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Mono.fromSupplier(() -> HealthResult.builder("deferred", HealthStatus.UP)
                .details(status.values())
                .build());
    }
}
