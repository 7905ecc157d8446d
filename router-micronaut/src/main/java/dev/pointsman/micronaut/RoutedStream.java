package dev.pointsman.micronaut;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.policy.FailoverPolicy.MidStream;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.ProviderException;
import dev.pointsman.router.RoutedCall;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/**
 * Call of one subscriber with a stream as answer. Signals are serial, but a cancellation may come at any time from another
 * thread: the thread that takes the attempt out of {@code open} reports its outcome to the call.
 */
final class RoutedStream {
    private static final Object NOTHING = "";

    private final RoutedCall call;
    private final RoutedInvocation body;
    private final AtomicReference<@Nullable Attempt> open = new AtomicReference<>();
    private volatile boolean left;
    // Accessed by the serial signals only.
    private final SentPrefix replay;
    private final long most;
    private @Nullable Throwable broke;

    /**
     * Creates a stream without a subscriber yet.
     *
     * @param most maximum memory in bytes retained of it
     */
    RoutedStream(RoutedCall call, RoutedInvocation body, long most) {
        this.call = call;
        this.body = body;
        this.most = most;
        this.replay = new SentPrefix(most);
    }

    Flux<Object> elements() {
        return next().doOnCancel(this::leave);
    }

    private Flux<Object> next() {
        // Not cancelled while the call waits: an attempt without a receiver would stay open.
        return Mono.fromFuture(this::begin, true).flatMapMany(this::run);
    }

    private CompletableFuture<Attempt> begin() {
        return call.nextAsync()
                .thenApply(attempt -> {
                    open.set(attempt);
                    if (left) {
                        leave();
                    }
                    return attempt;
                })
                .toCompletableFuture();
    }

    private Flux<Object> run(Attempt attempt) {
        Flux<Object> answer =
                new AttemptTimeouts(attempt).limit(body.subscribe(attempt)).doOnNext(any -> attempt.firstToken());
        Flux<Object> passedOn =
                attempt.midStream() == MidStream.BUFFER ? whole(attempt, answer) : pieces(attempt, answer);
        return passedOn.onErrorResume(error -> failed(attempt, error));
    }

    private Flux<Object> whole(Attempt attempt, Flux<Object> answer) {
        AtomicLong held = new AtomicLong();
        return answer.doOnNext(element -> hold(held, element)).collectList().flatMapIterable(elements -> {
            succeeded(attempt);
            return elements;
        });
    }

    private void hold(AtomicLong held, Object element) {
        if (held.addAndGet(ElementWeights.of(element)) > most) {
            throw new ProviderException(Failure.of(
                    FailureKind.BAD_RESPONSE,
                    "a buffered stream of over " + most
                            + " bytes of memory (expected: at most pointsman.answers.max-kept)"));
        }
    }

    private Flux<Object> pieces(Attempt attempt, Flux<Object> answer) {
        replay.begin(attempt.midStream() == MidStream.RESUME);
        return answer.handle((Object element, SynchronousSink<Object> sink) -> {
                    switch (replay.next(element)) {
                        case NEW -> sink.next(element);
                        case KNOWN -> {}
                        case DIFFERENT -> sink.error(differs(attempt));
                    }
                })
                .concatWith(Mono.defer(() -> end(attempt)));
    }

    private Mono<Object> end(Attempt attempt) {
        if (replay.isBehind()) {
            return Mono.error(differs(attempt));
        }
        succeeded(attempt);
        return Mono.empty();
    }

    private void succeeded(Attempt attempt) {
        if (open.compareAndSet(attempt, null)) {
            call.succeeded(attempt, NOTHING);
        }
    }

    /** Ends an attempt as ignored whose answer does not continue the broken one; returns the original error. */
    private Throwable differs(Attempt attempt) {
        if (open.compareAndSet(attempt, null)) {
            call.cancelled(attempt);
        }
        return broke == null ? new IllegalStateException("an answer differs from none") : broke;
    }

    /** Returns the continuation after a failure: another attempt's answer, or an error. */
    private Flux<Object> failed(Attempt attempt, Throwable error) {
        if (!open.compareAndSet(attempt, null)) {
            return left ? Flux.empty() : Flux.error(error);
        }
        if (replay.hasBegun()) {
            if (attempt.midStream() == MidStream.FAIL || replay.isOverflown()) {
                call.failedMidStream(attempt, error);
                return Flux.error(error);
            }
            broke = broke == null ? error : broke;
        }
        call.failed(attempt, error); // throws if no other model may be tried
        return next();
    }

    private void leave() {
        left = true;
        Attempt attempt = open.getAndSet(null);
        if (attempt != null) {
            call.cancelled(attempt);
        } else {
            call.cancel();
        }
    }
}
