package dev.pointsman.router;

import dev.pointsman.model.Usage;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Trial attempt parallel to a call: reads the answer to its end, discards it, and ends its attempt once. Thread-safe.
 *
 * <p>Only a complete answer proves the recovery, not a first token, which a provider that truncates its streams sends
 * too. The trial therefore continues after the call has been answered, for at most two minutes, after which its result
 * is ignored. Cancellation by the caller cancels it.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the limit ends the trial, or is cancelled
final class BesideRun<T> implements Flow.Subscriber<T> {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Attempt attempt;
    private final Function<? super T, Usage> counted;
    private final RouterContext engine;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile @Nullable CompletableFuture<Void> limit;
    private volatile Flow.@Nullable Subscription subscription;
    private volatile Usage usage = Usage.UNKNOWN; // written by the serialized signals

    BesideRun(Attempt attempt, Function<? super T, Usage> counted, RouterContext engine) {
        this.attempt = attempt;
        this.counted = counted;
        this.engine = engine;
    }

    void start(Function<? super Attempt, ? extends Flow.Publisher<T>> source) {
        CompletableFuture<Void> late = engine.scheduler().after(LONGEST.toNanos());
        limit = late;
        late.thenRun(this::cancel);
        try {
            Objects.requireNonNull(source.apply(attempt), "the source returned no publisher")
                    .subscribe(this);
        } catch (Throwable thrown) { // the call itself continues
            onError(thrown);
        }
    }

    /** Ends the trial without a result. */
    void cancel() {
        if (end()) {
            attempt.ignore();
            Flow.Subscription elements = subscription;
            if (elements != null) {
                elements.cancel();
            }
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription elements) {
        subscription = elements;
        if (over.get()) {
            elements.cancel();
        } else {
            elements.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(T element) {
        try {
            Usage now = counted.apply(element);
            usage = now.isKnown() ? now : usage;
        } catch (RuntimeException e) {
            onError(e);
        }
    }

    @Override
    public void onError(Throwable error) {
        if (end()) {
            AttemptFailure.of(
                    attempt, error, engine.classifier(), engine.clock().nanos());
        }
    }

    @Override
    public void onComplete() {
        if (end()) {
            attempt.succeed(usage);
        }
    }

    private boolean end() {
        boolean now = over.compareAndSet(false, true);
        CompletableFuture<Void> late = limit;
        if (now && late != null) {
            late.cancel(false);
        }
        return now;
    }
}
