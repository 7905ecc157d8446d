package dev.pointsman.micronaut.event;

import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import java.time.Duration;
import java.time.Instant;

/**
 * A model's provider asked to be left alone for more than a minute.
 *
 * @param model the model
 * @param operation the operation it is left alone for
 * @param untilTrial time until the model may be tried again
 * @param when the wall-clock time
 */
public record ModelCooledDownEvent(Model model, Operation operation, Duration untilTrial, Instant when)
        implements RouterEvent {}
