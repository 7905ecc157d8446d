package dev.pointsman.micronaut.chat;

import dev.pointsman.model.Goal;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.AttemptRecord;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.Pool;
import dev.pointsman.router.RouteResult;
import dev.pointsman.router.RouteTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes the result of a call whose answer has begun: its attempt goes on until the stream ends. */
final class StreamAnswer {
    private StreamAnswer() {}

    static <T> RouteResult<T> of(
            ModelRouter router, RouteRequest request, Attempt attempt, T value, List<AttemptRecord> failed) {
        List<AttemptRecord> attempts = new ArrayList<>(failed);
        attempts.add(new AttemptRecord(attempt.id(), attempt.model(), attempt.tier(), Duration.ZERO, null));
        Pool pool = router.pools().stream()
                .filter(one -> request.pool() == null || one.name().equals(request.pool()))
                .findFirst()
                .orElseThrow();
        Goal goal = request.goal() != null ? request.goal() : pool.goal();
        String goalName = goal == null ? "" : goal.name();
        RouteTrace trace = new RouteTrace(attempts.get(0).attemptId(), pool.name(), goalName, attempts);
        return new RouteResult<>(value, attempt.model(), attempt.tier() != Tier.PRIMARY, false, trace);
    }
}
