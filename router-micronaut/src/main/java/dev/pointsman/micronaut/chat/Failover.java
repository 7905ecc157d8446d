package dev.pointsman.micronaut.chat;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.AttemptRecord;
import dev.pointsman.router.FailureClassifier;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.RouteResult;
import dev.pointsman.router.RoutedCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Runs a call over as many models as it takes; every subscription is a call of its own. */
final class Failover<T> {
    private final RoutedCall call;
    private final Function<Attempt, Mono<T>> body;
    private final Answer<T> answer;
    private final List<AttemptRecord> failed = new ArrayList<>();
    private volatile boolean answered;

    /** Makes the result of an attempt that has brought a value, after others that have failed. */
    interface Answer<T> {
        RouteResult<T> of(RoutedCall call, Attempt attempt, T value, List<AttemptRecord> failed);
    }

    private Failover(RoutedCall call, Function<Attempt, Mono<T>> body, Answer<T> answer) {
        this.call = call;
        this.body = body;
        this.answer = answer;
    }

    static <T> Mono<RouteResult<T>> run(
            ModelRouter router, RouteRequest request, Function<Attempt, Mono<T>> body, Answer<T> answer) {
        return Mono.defer(() -> new Failover<>(router.begin(request), body, answer).next());
    }

    private Mono<RouteResult<T>> next() {
        return Mono.defer(() -> attempt(call.next()));
    }

    private Mono<RouteResult<T>> attempt(Attempt attempt) {
        long start = System.nanoTime();
        return Mono.defer(() -> body.apply(attempt))
                .doOnCancel(() -> left(attempt))
                .map(value -> answered(attempt, value))
                .onErrorResume(error -> {
                    call.failed(attempt, error);
                    failed.add(record(attempt, error, start));
                    return next();
                });
    }

    private RouteResult<T> answered(Attempt attempt, T value) {
        answered = true;
        return answer.of(call, attempt, value, failed);
    }

    /** A reader who leaves a stream that has begun cancels the call behind it too; that is no news to it. */
    private void left(Attempt attempt) {
        if (!answered) {
            call.cancelled(attempt);
        }
    }

    private static AttemptRecord record(Attempt attempt, Throwable error, long start) {
        return new AttemptRecord(
                attempt.id(),
                attempt.model(),
                attempt.tier(),
                Duration.ofNanos(System.nanoTime() - start),
                FailureClassifier.standard().classify(error));
    }
}
