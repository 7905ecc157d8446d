package dev.pointsman.micronaut.event;

import java.time.Duration;
import java.time.Instant;

/**
 * Published when the quality of a model's answers has changed, or is as before again.
 *
 * @param model the model's id
 * @param signal the signal, such as {@code tool-calls}
 * @param label {@code model}, {@code relative}, {@code traffic} or {@code serving}
 * @param recovered whether the change is over
 * @param ago time since the change began, as estimated
 * @param text the notice in words
 * @param when the time
 */
public record QualityChangedEvent(
        String model, String signal, String label, boolean recovered, Duration ago, String text, Instant when)
        implements RouterEvent {}
