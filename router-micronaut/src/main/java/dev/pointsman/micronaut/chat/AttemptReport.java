package dev.pointsman.micronaut.chat;

import dev.pointsman.failure.FailureClassifier;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Attempt;
import dev.pointsman.wire.ChatChunk;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reports the outcome of an attempt's work: exactly one end, for a value, an error or a cancellation. */
final class AttemptReport {
    private final Attempt attempt;
    private volatile Usage usage = Usage.UNKNOWN;
    private volatile boolean begun;

    private AttemptReport(Attempt attempt) {
        this.attempt = attempt;
    }

    static <T> Mono<T> on(Attempt attempt, Mono<T> work, Function<? super T, Usage> usage) {
        AttemptReport report = new AttemptReport(attempt);
        return work.doOnNext(value -> attempt.succeed(usage.apply(value)))
                .doOnError(report::failed)
                .doOnCancel(attempt::ignore);
    }

    static Flux<ChatChunk> on(Attempt attempt, Flux<ChatChunk> work) {
        AttemptReport report = new AttemptReport(attempt);
        return work.doOnNext(report::counted)
                .doOnComplete(report::completed)
                .doOnError(report::failed)
                .doOnCancel(attempt::ignore);
    }

    /** Reports only the first token. */
    static Flux<ChatChunk> firstToken(Attempt attempt, Flux<ChatChunk> work) {
        return work.doOnNext(new AttemptReport(attempt)::begun);
    }

    private void begun(ChatChunk chunk) {
        if (!begun && chunk.isToken()) {
            begun = true;
            attempt.firstToken();
        }
    }

    private void counted(ChatChunk chunk) {
        Usage counted = chunk.usage();
        if (counted.isKnown()) {
            usage = counted;
        }
    }

    private void completed() {
        attempt.succeed(usage);
    }

    private void failed(Throwable error) {
        attempt.fail(FailureClassifier.standard().classify(error));
    }
}
