package dev.pointsman.micronaut;

import dev.pointsman.router.Attempt;
import dev.pointsman.router.RouteResult;
import dev.pointsman.router.RoutedCall;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;

/**
 * Tells a call what becomes of one subscribed attempt. Signals come one after the other, but the caller may leave at any
 * moment from another thread: the first end is the one that the call hears of.
 */
final class ReactiveAttempt {
    private static final Object NOTHING = "";

    private final RoutedCall call;
    private final Attempt attempt;
    private final RoutedMethod method;
    private final AtomicBoolean ended = new AtomicBoolean();
    private boolean begun; // seen by the signals' thread only

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
        return element instanceof RouteResult<?> result && method.wrapped() && end()
                ? call.succeeded(attempt, result.value())
                : element;
    }

    void completed() {
        if (end()) {
            call.succeeded(attempt, NOTHING);
        }
    }

    void cancelled() {
        if (end()) {
            call.cancelled(attempt);
        }
    }

    /** What the caller gets instead: another attempt's answer, or an error. */
    Flux<Object> failed(Throwable error, Supplier<Flux<Object>> next) {
        if (!end()) {
            return Flux.empty(); // the caller has left
        }
        if (begun) {
            endBroken(error);
            return Flux.error(error);
        }
        call.failed(attempt, error); // throws if nobody else may be tried
        return next.get();
    }

    /** Ends the attempt; who else might be tried is no help to a caller who has seen elements of this one. */
    private void endBroken(Throwable error) {
        try {
            call.failed(attempt, error);
        } catch (Throwable decision) {
            // What it throws would replace the stream's own error.
        }
    }

    private boolean end() {
        return ended.compareAndSet(false, true);
    }
}
