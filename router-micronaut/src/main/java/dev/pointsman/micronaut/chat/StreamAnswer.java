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
import dev.pointsman.router.RoutedCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Flux;

/**
 * The result of a call whose answer has begun: its trace stands, but its attempt and the call go on until the stream
 * ends, and hear of that once.
 */
final class StreamAnswer {
    private final RoutedCall call;
    private final Attempt attempt;
    private final AtomicBoolean ended = new AtomicBoolean();

    private StreamAnswer(RoutedCall call, Attempt attempt) {
        this.call = call;
        this.attempt = attempt;
    }

    static RouteResult<Flux<ChatChunk>> of(
            ModelRouter router,
            RouteRequest request,
            RoutedCall call,
            Attempt attempt,
            Flux<ChatChunk> chunks,
            List<AttemptRecord> failed) {
        StreamAnswer answer = new StreamAnswer(call, attempt);
        Flux<ChatChunk> watched =
                chunks.doOnComplete(answer::completed).doOnError(answer::failed).doOnCancel(answer::cancelled);
        boolean degraded = attempt.tier() != Tier.PRIMARY;
        return new RouteResult<>(watched, attempt.model(), degraded, false, trace(router, request, attempt, failed));
    }

    private static RouteTrace trace(
            ModelRouter router, RouteRequest request, Attempt attempt, List<AttemptRecord> failed) {
        List<AttemptRecord> attempts = new ArrayList<>(failed);
        attempts.add(new AttemptRecord(attempt.id(), attempt.model(), attempt.tier(), Duration.ZERO, null));
        Pool pool = router.pools().stream()
                .filter(one -> request.pool() == null || one.name().equals(request.pool()))
                .findFirst()
                .orElseThrow();
        Goal goal = request.goal() != null ? request.goal() : pool.goal();
        return new RouteTrace(attempts.get(0).attemptId(), pool.name(), goal == null ? "" : goal.name(), attempts);
    }

    private void completed() {
        if (ended.compareAndSet(false, true)) {
            call.succeeded(attempt, "");
        }
    }

    private void cancelled() {
        if (ended.compareAndSet(false, true)) {
            call.cancelled(attempt);
        }
    }

    private void failed(Throwable error) {
        if (ended.compareAndSet(false, true)) {
            try {
                call.failed(attempt, error);
            } catch (RuntimeException decision) {
                // Who else might be tried is no help to a reader who has seen a part; the stream's own error goes on.
            }
        }
    }
}
