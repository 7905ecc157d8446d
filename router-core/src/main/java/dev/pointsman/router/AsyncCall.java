package dev.pointsman.router;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs a call whose attempts complete later. A caller that cancels the result cancels the attempt under way. */
final class AsyncCall<T> {
  private final RoutedCall call;
  private final Function<? super Attempt, ? extends CompletionStage<T>> body;
  private final CompletableFuture<RouteResult<T>> result = new CompletableFuture<>();
  private volatile @Nullable Attempt attempt;
  private volatile @Nullable CompletionStage<T> running;

  AsyncCall(RoutedCall call, Function<? super Attempt, ? extends CompletionStage<T>> body) {
    this.call = call;
    this.body = body;
    result.whenComplete(
        (value, error) -> {
          if (result.isCancelled()) {
            cancel();
          }
        });
  }

  CompletableFuture<RouteResult<T>> start() {
    Attempt next;
    CompletionStage<T> stage;
    try {
      next = call.next();
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
      return result;
    }
    attempt = next;
    try {
      stage = body.apply(next);
    } catch (RuntimeException | Error e) {
      again(next, e);
      return result;
    }
    running = stage;
    stage.whenComplete((value, error) -> ended(next, value, error));
    if (result.isCancelled()) {
      cancel(); // the caller left while the body was starting
    }
    return result;
  }

  private void ended(Attempt of, T value, @Nullable Throwable error) {
    if (result.isDone()) {
      of.ignore();
    } else if (error == null) {
      result.complete(call.succeeded(of, value));
    } else {
      boolean wrapped = error instanceof CompletionException && error.getCause() != null;
      again(of, wrapped ? error.getCause() : error);
    }
  }

  private void again(Attempt of, Throwable error) {
    try {
      call.failed(of, error);
    } catch (Throwable last) { // the caller's own exception comes as it is
      result.completeExceptionally(last);
      return;
    }
    start();
  }

  private void cancel() {
    Attempt of = attempt;
    if (of != null && !of.isEnded()) {
      call.cancelled(of);
    }
    CompletionStage<T> stage = running;
    if (stage != null) {
      stage.toCompletableFuture().cancel(true);
    }
  }
}
