package dev.pointsman.router;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs a call whose attempts complete later. A caller that cancels the result, or completes it otherwise, cancels the
 * attempt under way, or the wait for the next one.
 *
 * <p>The attempt's end and the caller's leaving may come at once, on two threads. Whoever takes the attempt out of
 * {@code open} tells the call how it went; the other one leaves the call alone.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what comes of a stage is told to the one it is registered with
final class AsyncCall<T> {
    private final RoutedCall call;
    private final Function<? super Attempt, ? extends CompletionStage<T>> body;
    private final CompletableFuture<RouteResult<T>> result = new CompletableFuture<>();
    private final AtomicReference<@Nullable Attempt> open = new AtomicReference<>();
    private volatile @Nullable CompletionStage<T> running;
    private volatile boolean left;

    AsyncCall(RoutedCall call, Function<? super Attempt, ? extends CompletionStage<T>> body) {
        this.call = call;
        this.body = body;
        result.whenComplete((value, error) -> leave());
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
                giveUp(unwrapped(Objects.requireNonNull(error)));
            }
        } catch (Throwable e) { // on a foreign thread nobody else would tell the caller
            result.completeExceptionally(e);
        }
    }

    private void giveUp(Throwable error) {
        RouteResult<T> old = call.staleResult();
        if (old == null) {
            result.completeExceptionally(error);
        } else {
            result.complete(old);
        }
    }

    private void run(Attempt attempt) {
        open.set(attempt);
        if (result.isDone()) {
            leave(); // the caller left between two attempts
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
        if (left) {
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
            } catch (Throwable last) { // the caller's own exception comes as it is
                result.completeExceptionally(last);
                return;
            }
            start();
        }
    }

    private void leave() {
        Attempt attempt = open.getAndSet(null);
        if (attempt == null) {
            call.cancel();
        } else {
            call.cancelled(attempt);
            left = true; // only now: what is cancelled may have something else to say of the attempt
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
