package dev.pointsman.micronaut.event;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import java.time.Instant;

/**
 * Event: a model is out until an operator acts: its provider refused the key, does not know the model, has no quota
 * left, or forbade the calls of three different callers in a row.
 *
 * @param model the model
 * @param operation the operation it is out for
 * @param kind why
 * @param when the wall-clock time
 */
public record ModelOutEvent(Model model, Operation operation, FailureKind kind, Instant when) implements RouterEvent {}
