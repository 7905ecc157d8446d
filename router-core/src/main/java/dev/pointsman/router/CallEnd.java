package dev.pointsman.router;

import dev.pointsman.failure.RoutingException;
import dev.pointsman.trace.RouteResult;

/**
 * End of a driven call: records how its last attempt has ended, and passes the answer or the error to the sink, once.
 * Thread-safe.
 *
 * @param <T> the type of the elements
 * @param <V> the type of the answer
 */
final class CallEnd<T, V> {
    private final RoutedCall call;
    private final AnswerSink<T, V> sink;
    private final RunningAttempts<T> running;
    private final HedgeTimer hedges;

    CallEnd(RoutedCall call, AnswerSink<T, V> sink, RunningAttempts<T> running, HedgeTimer hedges) {
        this.call = call;
        this.sink = sink;
        this.running = running;
        this.hedges = hedges;
    }

    /**
     * Records the success of the serving attempt, and ends the call with its answer. Returns false if the answer failed
     * and the next attempt may begin.
     */
    boolean succeeded(AttemptRun<T> run) {
        V answer;
        try {
            answer = sink.answer(run.attempt());
        } catch (Throwable thrown) {
            return failed(run, thrown);
        }
        RouteResult<V> result;
        try {
            result = call.succeeded(run.attempt(), run.usage(), answer);
        } catch (Throwable thrown) { // thrown by a plugin
            fail(thrown);
            return true;
        }
        if (running.end() != null) {
            sink.completed(result);
        }
        return true;
    }

    /**
     * Records the failure of the last attempt in flight, and ends the call unless the sink lets it fail over. Returns
     * false if the next attempt may begin.
     */
    boolean failed(AttemptRun<T> run, Throwable error) {
        if (sink.isWhole()) { // errors after the end are ignored
            return succeeded(run);
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
    void exhausted(Throwable error) {
        RouteResult<V> old = error instanceof RoutingException ? call.staleResult() : null;
        if (old == null) {
            fail(error);
        } else if (running.end() != null) {
            sink.completed(old);
        }
    }

    /** Ends the call with an error. */
    void fail(Throwable error) {
        hedges.stop();
        if (running.end() != null) {
            sink.failed(error);
        }
    }
}
