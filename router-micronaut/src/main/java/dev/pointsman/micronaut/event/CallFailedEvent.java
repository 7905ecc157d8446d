package dev.pointsman.micronaut.event;

import dev.pointsman.model.FailureKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Event: a call failed without an answer, or with an incomplete one.
 *
 * @param decisionId the call's decision id; null if no model could be tried
 * @param pool the pool
 * @param goal what the call was after
 * @param attempts how many attempts it made; at least 0
 * @param kind how the last of them failed; null if there was none
 * @param when the wall-clock time of the call's end
 */
public record CallFailedEvent(
        @Nullable String decisionId,
        String pool,
        String goal,
        int attempts,
        @Nullable FailureKind kind,
        Instant when) implements RouterEvent {}
