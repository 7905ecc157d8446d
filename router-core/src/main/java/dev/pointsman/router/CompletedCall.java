package dev.pointsman.router;

import dev.pointsman.model.RouteRequest;
import java.time.Duration;

/**
 * A call that is over.
 *
 * @param request what it asked for
 * @param trace the way it went
 * @param duration from its beginning to its end
 * @param ending how it ended
 * @param stale whether an old answer stood in for it after it had failed
 */
public record CompletedCall(
        RouteRequest request, RouteTrace trace, Duration duration, CallOutcome ending, boolean stale) {}
