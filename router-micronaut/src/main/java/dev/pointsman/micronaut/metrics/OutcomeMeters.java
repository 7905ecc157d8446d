package dev.pointsman.micronaut.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** Meters of one model's attempts with the same outcome. */
record OutcomeMeters(Counter attempts, Timer duration) {

    static OutcomeMeters of(MeterRegistry registry, Tags model, String outcome, String error) {
        return new OutcomeMeters(
                attempts(registry, model, outcome, error),
                Timer.builder(MeterNames.DURATION)
                        .description("duration of an attempt until success or failure")
                        .tags(model.and(MeterNames.ERROR_TYPE, error))
                        .serviceLevelObjectives(LatencyBuckets.OPERATION)
                        .register(registry));
    }

    static Counter attempts(MeterRegistry registry, Tags model, String outcome, String error) {
        return Counter.builder(MeterNames.ATTEMPTS)
                .description("finished attempts, by outcome")
                .tags(model.and(MeterNames.OUTCOME, outcome, MeterNames.ERROR_TYPE, error))
                .register(registry);
    }

    void count(long nanos) {
        attempts.increment();
        duration.record(nanos, TimeUnit.NANOSECONDS);
    }
}
