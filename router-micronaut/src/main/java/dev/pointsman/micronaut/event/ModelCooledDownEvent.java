package dev.pointsman.micronaut.event;

import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import java.time.Duration;
import java.time.Instant;

/**
 * Event: a model is in a cooldown of more than a minute, requested by its provider.
 *
 * @param model the model
 * @param operation the operation in cooldown
 * @param untilTrial time until the model may be tried again
 * @param when the wall-clock time
 */
public record ModelCooledDownEvent(Model model, Operation operation, Duration untilTrial, Instant when)
        implements RouterEvent {}
