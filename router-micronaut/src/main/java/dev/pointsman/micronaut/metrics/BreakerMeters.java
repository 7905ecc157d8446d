package dev.pointsman.micronaut.metrics;

import dev.pointsman.breaker.BreakerState;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Meters of one breaker's transitions and recovery times. Thread-safe. */
final class BreakerMeters {
    private final Clock clock;
    private final EnumMeters<BreakerState, Counter> transitions;
    private final Timer recovery;
    private @Nullable Long leftAt; // guarded by this; time of the last transition from closed

    BreakerMeters(MeterRegistry registry, Tags model) {
        this.clock = registry.config().clock();
        this.transitions = new EnumMeters<>(
                BreakerState.class,
                state -> Counter.builder(MeterNames.BREAKER_TRANSITIONS)
                        .description("transitions of a breaker, by new state")
                        .tags(model.and(MeterNames.STATE, ModelKey.word(state)))
                        .register(registry));
        this.recovery = Timer.builder(MeterNames.RECOVERY)
                .description("time from the trip of a breaker until it closed again")
                .tags(model)
                .serviceLevelObjectives(LatencyBuckets.RECOVERY)
                .register(registry);
    }

    synchronized void changed(BreakerState from, BreakerState to) {
        transitions.of(to).increment();
        long now = clock.monotonicTime();
        if (from == BreakerState.CLOSED) {
            leftAt = now;
        } else if (to == BreakerState.CLOSED && leftAt != null) {
            recovery.record(now - leftAt, TimeUnit.NANOSECONDS);
            leftAt = null;
        }
    }
}
