package dev.pointsman.micronaut.event;

import dev.pointsman.micronaut.health.HealthLevel;
import dev.pointsman.micronaut.health.PoolHealth;
import java.time.Instant;

/**
 * Event: the health of a pool changed.
 *
 * @param before its health when it was last looked at; healthy before the first time
 * @param pool its health now, with the state of each of its models
 * @param when the wall-clock time
 */
public record PoolHealthChangedEvent(HealthLevel before, PoolHealth pool, Instant when) implements RouterEvent {}
