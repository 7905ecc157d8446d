package dev.pointsman.micronaut.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Event: a failed call was answered with a stale response. Follows the call's {@link CallFailedEvent}.
 *
 * @param decisionId the call's decision id; null if no model could be tried
 * @param pool the pool
 * @param goal what the call was after
 * @param when the wall-clock time
 */
public record StaleAnswerEvent(@Nullable String decisionId, String pool, String goal, Instant when)
        implements RouterEvent {}
