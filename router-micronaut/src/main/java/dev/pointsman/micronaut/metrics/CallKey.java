package dev.pointsman.micronaut.metrics;

import io.micrometer.core.instrument.Tags;

/** What tells the meters of some calls from those of others. */
record CallKey(String pool, String goal) {
    Tags tags() {
        return Tags.of(MeterNames.POOL, pool, MeterNames.GOAL, goal);
    }
}
