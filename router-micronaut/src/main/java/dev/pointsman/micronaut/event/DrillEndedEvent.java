package dev.pointsman.micronaut.event;

import java.time.Instant;

/**
 * Event: a drill ended, by timeout or by an operator.
 *
 * @param model the model's id
 * @param when the wall-clock time, late by some seconds
 */
public record DrillEndedEvent(String model, Instant when) implements RouterEvent {}
