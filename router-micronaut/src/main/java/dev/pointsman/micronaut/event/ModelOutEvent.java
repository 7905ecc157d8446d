package dev.pointsman.micronaut.event;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import java.time.Instant;

/**
 * A model is out until somebody acts: its provider refused the key, does not know the model, or has no quota left.
 *
 * @param model the model
 * @param operation the operation it is out for
 * @param kind why
 * @param when the wall-clock time
 */
public record ModelOutEvent(Model model, Operation operation, FailureKind kind, Instant when) implements RouterEvent {}
