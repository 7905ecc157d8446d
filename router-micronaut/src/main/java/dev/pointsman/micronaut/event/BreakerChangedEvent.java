package dev.pointsman.micronaut.event;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import java.time.Instant;

/**
 * Event: a model's circuit breaker changed its state.
 *
 * @param model the model
 * @param operation the operation whose breaker it is
 * @param from the state before
 * @param to the state after
 * @param why the rule and its figures, such as "4 failures in a row within 1.2 s"
 * @param when the wall-clock time
 */
public record BreakerChangedEvent(
        Model model, Operation operation, BreakerState from, BreakerState to, String why, Instant when)
        implements RouterEvent {}
