package dev.pointsman.micronaut.event;

import dev.pointsman.router.Drill;
import java.time.Instant;

/**
 * A drill began: a model is treated as down to see how the others get on without it.
 *
 * @param drill the drill
 * @param when the wall-clock time, late by some seconds
 */
public record DrillBeganEvent(Drill drill, Instant when) implements RouterEvent {}
