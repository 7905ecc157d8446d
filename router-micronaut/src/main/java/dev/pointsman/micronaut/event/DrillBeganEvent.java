package dev.pointsman.micronaut.event;

import dev.pointsman.trace.Drill;
import java.time.Instant;

/**
 * Event: a drill began, in which a model is treated as down.
 *
 * @param drill the drill
 * @param when the wall-clock time, late by some seconds
 */
public record DrillBeganEvent(Drill drill, Instant when) implements RouterEvent {}
