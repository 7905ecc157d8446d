package dev.pointsman.router;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asynchronous call. A caller that cancels or completes the result cancels the current attempt, or the wait for the
 * next one.
 *
 * <p>The attempt's end and the caller's cancellation may occur concurrently on two threads. The thread that takes the
 * attempt out of {@code open} reports the outcome to the call; the other one does nothing.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a stage's outcome is handled by its callback
final class AsyncCall<T> {
    private final RoutedCall call;
    private final Function<? super Attempt, ? extends CompletionStage<T>> body;
    private final CompletableFuture<RouteResult<T>> result = new CompletableFuture<>();
    private final AtomicReference<@Nullable Attempt> open = new AtomicReference<>();
    private volatile @Nullable CompletionStage<T> running;
    private volatile boolean cancelled;

    AsyncCall(RoutedCall call, Function<? super Attempt, ? extends CompletionStage<T>> body) {
        this.call = call;
        this.body = body;
        result.whenComplete((value, error) -> cancel());
    }

    CompletableFuture<RouteResult<T>> start() {
        call.nextAsync().whenComplete(this::next);
        return result;
    }

    private void next(@Nullable Attempt attempt, @Nullable Throwable error) {
        try {
            if (attempt != null) {
                run(attempt);
            } else {
                fail(unwrapped(Objects.requireNonNull(error)));
            }
        } catch (Throwable e) { // on another thread nothing else would complete the result
            result.completeExceptionally(e);
        }
    }

    private void fail(Throwable error) {
        RouteResult<T> stale = call.staleResult();
        if (stale == null) {
            result.completeExceptionally(error);
        } else {
            result.complete(stale);
        }
    }

    private void run(Attempt attempt) {
        open.set(attempt);
        if (result.isDone()) {
            cancel(); // cancelled between two attempts
            return;
        }
        CompletionStage<T> stage;
        try {
            stage = Objects.requireNonNull(body.apply(attempt), "the body returned no stage");
        } catch (Throwable e) {
            failed(attempt, e);
            return;
        }
        running = stage;
        stage.whenComplete((value, error) -> {
            if (error == null) {
                succeeded(attempt, value);
            } else {
                failed(attempt, unwrapped(error));
            }
        });
        if (cancelled) {
            cancelRunning(); // while the body was starting
        }
    }

    private void succeeded(Attempt attempt, T value) {
        if (open.compareAndSet(attempt, null)) {
            try {
                result.complete(call.succeeded(attempt, value));
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        }
    }

    private void failed(Attempt attempt, Throwable error) {
        if (open.compareAndSet(attempt, null)) {
            try {
                call.failed(attempt, error);
            } catch (Throwable last) { // the caller's own exception is passed on unchanged
                result.completeExceptionally(last);
                return;
            }
            start();
        }
    }

    private void cancel() {
        Attempt attempt = open.getAndSet(null);
        if (attempt == null) {
            call.cancel();
        } else {
            call.cancelled(attempt);
            cancelled = true; // set after the report: the cancelled stage may report another outcome
            cancelRunning();
        }
    }

    private static Throwable unwrapped(Throwable error) {
        Throwable cause = error.getCause();
        return error instanceof CompletionException && cause != null ? cause : error;
    }

    private void cancelRunning() {
        CompletionStage<T> stage = running;
        if (stage != null) {
            stage.toCompletableFuture().cancel(true);
        }
    }
}
