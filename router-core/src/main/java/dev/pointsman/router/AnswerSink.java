package dev.pointsman.router;

import dev.pointsman.failure.RoutingException;
import dev.pointsman.model.Usage;
import dev.pointsman.trace.RouteResult;

/**
 * Receiver of one call's answer from its {@link CallDriver}.
 *
 * <p>{@link #element}, {@link #answer}, {@link #onFailure} and the end are called one after the other, outside of all
 * locks, on the threads of the attempts' sources. The end is one call of {@link #completed} or {@link #failed}, and
 * nothing follows it; after a cancellation by the caller there is none.
 *
 * @param <T> the type of the elements
 * @param <V> the type of the answer
 */
public interface AnswerSink<T, V> {

    /** Continuation of a call after an attempt has failed. */
    enum FailureAction {
        /** The next attempt begins, if the pool allows one. */
        FAIL_OVER,
        /** The failure is recorded and the call ends with it. */
        END,
        /** The call ends, and the attempt counts as cancelled: the model is not at fault. */
        ABANDON
    }

    /**
     * Returns the token usage that an element reports; called on several threads at once while a trial runs beside the
     * call.
     *
     * @param element an element of any attempt
     * @return the usage so far; unknown if it reports none
     */
    default Usage usage(T element) {
        return Usage.UNKNOWN;
    }

    /**
     * Returns whether the next element of an attempt may be requested. {@link CallDriver#resume} must be called when it
     * may again. Called on any thread.
     *
     * @param attempt an attempt in flight
     * @return false while no more elements can be taken; by default true
     */
    default boolean hasCapacity(Attempt attempt) {
        return true;
    }

    /**
     * Takes an element of the attempt that serves the call. An exception fails the attempt.
     *
     * @param attempt the serving attempt; another one than before if that has failed
     * @param element the element
     */
    void element(Attempt attempt, T element);

    /**
     * Returns the answer of an attempt whose source has completed; called before its end is recorded. An exception
     * fails the attempt.
     *
     * @param attempt the serving attempt
     * @return the answer
     */
    V answer(Attempt attempt);

    /**
     * Returns whether the caller has the whole answer: a failure or a cancellation after that is a success. Called on
     * any thread.
     *
     * @return by default false
     */
    default boolean isWhole() {
        return false;
    }

    /**
     * Decides on the continuation after the failure of the serving attempt, or of the last one in flight.
     *
     * @param attempt the failed attempt
     * @param error its error
     * @return by default {@link FailureAction#FAIL_OVER}
     */
    default FailureAction onFailure(Attempt attempt, Throwable error) {
        return FailureAction.FAIL_OVER;
    }

    /**
     * Ends the call with an answer.
     *
     * @param result the answer with its trace; stale if no model answered and the pool allows an earlier answer
     */
    void completed(RouteResult<V> result);

    /**
     * Ends the call without an answer.
     *
     * @param error a {@link RoutingException}, the caller's own exception unchanged, or an attempt's error after
     *     another action than {@link FailureAction#FAIL_OVER}
     */
    void failed(Throwable error);
}
