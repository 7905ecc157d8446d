package dev.pointsman.router;

import dev.pointsman.failure.RoutingException;
import dev.pointsman.time.internal.DurationNanos;
import dev.pointsman.trace.RouteResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * End of a driven call: records how its last attempt has ended, and passes the answer or the error to the sink, once.
 * Thread-safe.
 *
 * @param <T> the type of the elements
 * @param <V> the type of the answer
 */
@SuppressWarnings("FutureReturnValueIgnored") // the timer fires or is cancelled
abstract class CallEnd<T, V> extends RunningAttempts<T> {
    final RoutedCall call;
    final AnswerSink<T, V> sink;
    /** Set once, with the first attempt of a pool that hedges. */
    private volatile @Nullable CompletableFuture<Void> hedgeTimer;

    CallEnd(RoutedCall call, AnswerSink<T, V> sink) {
        this.call = call;
        this.sink = sink;
    }

    /** Begins the next attempt of the call, or ends it with the error that says why there is none. */
    abstract void next(@Nullable Attempt attempt, @Nullable Throwable error);

    /** Runs the hedge after a delay, unless it is stopped before. */
    final void hedgeAfter(Duration delay, Runnable hedge) {
        CompletableFuture<Void> late = call.engine().scheduler().after(Math.max(1, DurationNanos.of(delay)));
        hedgeTimer = late;
        late.thenRun(hedge);
    }

    final void stopHedge() {
        CompletableFuture<Void> late = hedgeTimer;
        if (late != null) {
            late.cancel(false);
        }
    }

    /**
     * Records the success of the serving attempt, and ends the call with its answer. Returns false if the answer failed
     * and the next attempt may begin.
     */
    final boolean endAsSucceeded(AttemptRun<T> run) {
        V answer;
        try {
            answer = sink.answer(run.attempt());
        } catch (Throwable thrown) {
            return endAsFailed(run, thrown);
        }
        RouteResult<V> result;
        try {
            result = call.succeeded(run.attempt(), run.usage(), answer);
        } catch (Throwable thrown) { // thrown by a plugin
            fail(thrown);
            return true;
        }
        if (end() != null) {
            sink.completed(result);
        }
        return true;
    }

    /**
     * Records the failure of the last attempt in flight, and ends the call unless the sink lets it fail over. Returns
     * false if the next attempt may begin.
     */
    final boolean endAsFailed(AttemptRun<T> run, Throwable error) {
        if (sink.isWhole()) { // errors after the end are ignored
            return endAsSucceeded(run);
        }
        Attempt attempt = run.attempt();
        switch (sink.onFailure(attempt, error)) {
            case END -> {
                call.failedMidStream(attempt, error);
                fail(error);
            }
            case ABANDON -> {
                call.cancelled(attempt);
                fail(error);
            }
            case FAIL_OVER -> {
                try {
                    call.failed(attempt, error);
                } catch (Throwable last) { // the call rethrows errors classified as the caller's own
                    fail(last);
                    return true;
                }
                return false;
            }
        }
        return true;
    }

    /** Ends the call because no model answers: with a stale result if there is one. */
    final void exhausted(Throwable error) {
        RouteResult<V> old = error instanceof RoutingException ? call.staleResult() : null;
        if (old == null) {
            fail(error);
        } else if (end() != null) {
            sink.completed(old);
        }
    }

    /** Ends the call with an error. */
    final void fail(Throwable error) {
        stopHedge();
        if (end() != null) {
            sink.failed(error);
        }
    }
}
