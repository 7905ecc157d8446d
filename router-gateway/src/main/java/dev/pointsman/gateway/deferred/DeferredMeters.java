package dev.pointsman.gateway.deferred;

import dev.pointsman.gateway.deferred.DeferredCallStatus.Event;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.configuration.metrics.annotation.RequiresMetrics;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;

/** Meters of deferred calls. */
@Context
@RequiresMetrics
@Requires(beans = SealedCalls.class)
final class DeferredMeters {
    private static final String CALLS = "pointsman.deferred.calls";
    private static final String WAITING = "pointsman.deferred.waiting";
    private static final String OLDEST = "pointsman.deferred.oldest";
    private static final String EVENT = "pointsman.event";

    DeferredMeters(MeterRegistry registry, DeferredCallStatus status) {
        Gauge.builder(WAITING, status, figures -> figures.size().waiting())
                .description("deferred calls without an answer, of all instances")
                .register(registry);
        Gauge.builder(OLDEST, status, figures -> figures.size().oldest().toMillis() * 1e-3)
                .description("age of the oldest deferred call without an answer")
                .baseUnit("seconds")
                .register(registry);
        for (Event event : Event.values()) {
            FunctionCounter.builder(CALLS, status, figures -> figures.of(event))
                    .description("deferred calls of this instance, by event")
                    .tag(EVENT, event.word())
                    .register(registry);
        }
    }
}
