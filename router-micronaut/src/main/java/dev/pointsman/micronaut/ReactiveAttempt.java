package dev.pointsman.micronaut;

import dev.pointsman.router.Attempt;
import dev.pointsman.router.RouteResult;
import dev.pointsman.router.RoutedCall;

/** Tells a call what becomes of one subscribed attempt. Its events come one after the other. */
final class ReactiveAttempt {
  private static final Object NOTHING = "";

  private final RoutedCall call;
  private final Attempt attempt;
  private final RoutedMethod method;
  private boolean begun;

  ReactiveAttempt(RoutedCall call, Attempt attempt, RoutedMethod method) {
    this.call = call;
    this.attempt = attempt;
    this.method = method;
  }

  /** An element came; what goes on to the caller for it. */
  Object received(Object element) {
    if (!begun && method.shape() == ResultShape.STREAM) {
      attempt.firstToken();
    }
    begun = true;
    return element instanceof RouteResult<?> result && method.wrapped()
        ? call.succeeded(attempt, result.value())
        : element;
  }

  void completed() {
    if (!(begun && method.wrapped())) {
      call.succeeded(attempt, NOTHING);
    }
  }

  void cancelled() {
    call.cancelled(attempt);
  }

  /** Whether another attempt may be made; throws what the caller gets if the router has given up. */
  boolean failed(Throwable error) {
    if (begun) {
      endBroken(error);
      return false;
    }
    call.failed(attempt, error);
    return true;
  }

  /** Ends the attempt; who else might be tried is no help to a caller who has seen elements of this one. */
  private void endBroken(Throwable error) {
    try {
      call.failed(attempt, error);
    } catch (Throwable decision) {
      // What it throws would replace the stream's own error.
    }
  }
}
