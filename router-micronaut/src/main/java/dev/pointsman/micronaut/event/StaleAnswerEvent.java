package dev.pointsman.micronaut.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An old answer stood in for a call that no model answered. It comes after the call's {@link CallFailedEvent}.
 *
 * @param decisionId the call's decision id; null if no model could be tried
 * @param pool the pool
 * @param goal what the call was after
 * @param when the wall-clock time
 */
public record StaleAnswerEvent(@Nullable String decisionId, String pool, String goal, Instant when)
        implements RouterEvent {}
