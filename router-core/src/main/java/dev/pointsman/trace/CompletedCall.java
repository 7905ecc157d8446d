package dev.pointsman.trace;

import dev.pointsman.model.RouteRequest;
import java.time.Duration;

/**
 * Completed call.
 *
 * @param request the request
 * @param trace the trace
 * @param duration from its beginning to its end
 * @param ending * the outcome
 * @param stale whether a stale result was returned after it had failed
 */
public record CompletedCall(
        RouteRequest request, RouteTrace trace, Duration duration, CallOutcome ending, boolean stale) {}
