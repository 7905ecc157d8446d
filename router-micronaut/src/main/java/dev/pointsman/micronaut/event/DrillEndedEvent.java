package dev.pointsman.micronaut.event;

import java.time.Instant;

/**
 * A drill is over, by itself or by hand.
 *
 * @param model the model's id
 * @param when the wall-clock time, late by some seconds
 */
public record DrillEndedEvent(String model, Instant when) implements RouterEvent {}
