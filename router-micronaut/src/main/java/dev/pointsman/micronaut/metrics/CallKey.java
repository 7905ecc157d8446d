package dev.pointsman.micronaut.metrics;

import io.micrometer.core.instrument.Tags;

/** Key of the meters of a pool's calls with one goal. */
record CallKey(String pool, String goal) {
    Tags tags() {
        return Tags.of(MeterNames.POOL, pool, MeterNames.GOAL, goal);
    }
}
