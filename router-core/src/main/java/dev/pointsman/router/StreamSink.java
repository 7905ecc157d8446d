package dev.pointsman.router;

import dev.pointsman.failure.ContinuationMismatchException;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.policy.FailoverPolicy.MidStream;
import dev.pointsman.trace.RouteResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sink of a streamed answer: applies the pool's {@link MidStream} policy. With {@code BUFFER}, elements are held back
 * until the answer is complete; with {@code FAIL} and {@code RESUME} they are sent on, and after a break the call ends
 * or goes on with another attempt, whose elements continue those sent.
 *
 * <p>The methods of subclasses are called as those of {@link AnswerSink}.
 *
 * @param <T> the type of the elements
 * @param <V> the type of the answer
 */
public abstract class StreamSink<T, V> implements AnswerSink<T, V> {
    private final long mostHeld;
    private final String limit;
    // All below are confined to the serialized signals; other threads read the volatile ones.
    private final List<T> held = new ArrayList<>();
    private long heldWeight;
    private volatile @Nullable Attempt serving;
    private volatile State state = State.WAITING;
    private @Nullable Throwable firstBreak;
    private @Nullable Throwable lastError; // of an attempt that ended the call

    /** State of the answer as its reader sees it. */
    protected enum State {
        /** Nothing was sent. */
        WAITING,
        /** A part was sent. */
        STARTED,
        /** Everything was sent, although the attempt has not ended. */
        WHOLE,
        /** The call has ended with the answer. */
        COMPLETE,
        /** The call has ended without the answer, or with a part of it. */
        FAILED
    }

    /**
     * Creates a sink.
     *
     * @param mostHeld maximum weight of the elements held back with {@code BUFFER}, in bytes; a heavier answer fails
     * @param limit the name of this limit, for the message of that failure
     */
    protected StreamSink(long mostHeld, String limit) {
        this.mostHeld = mostHeld;
        this.limit = limit;
    }

    /**
     * Returns the memory of an element.
     *
     * @param element an element to be held back
     * @return estimated bytes
     */
    protected abstract long weight(T element);

    /**
     * Prepares for the elements of another attempt.
     *
     * @param attempt the attempt that serves from now on
     */
    protected void begin(Attempt attempt) {}

    /**
     * Sends an element to the reader, unless it repeats what was sent.
     *
     * @param attempt the serving attempt
     * @param element the element
     * @return the state of the answer after it
     * @throws ContinuationMismatchException if it does not continue what was sent
     */
    protected abstract State send(Attempt attempt, T element);

    /**
     * Returns whether another attempt can continue what was sent.
     *
     * @return false if the sent part is not kept
     */
    protected abstract boolean isResumable();

    /**
     * Returns whether the reader can take an element of an attempt that does not hold back.
     *
     * @param attempt an attempt in flight
     * @return false while it can't
     */
    protected abstract boolean isReaderReady(Attempt attempt);

    /**
     * Ends the answer at its reader.
     *
     * @param result the answer with its trace
     * @param unsent the elements held back, in order
     */
    protected abstract void complete(RouteResult<V> result, List<T> unsent);

    /**
     * Ends the answer at its reader with an error.
     *
     * @param error the error
     * @param begun whether a part was sent
     */
    protected abstract void fail(Throwable error, boolean begun);

    /**
     * Returns the error for the reader of an answer that broke and was not resumed.
     *
     * @param first the error of the first break
     * @param last the error that ended the call
     * @return by default the last one
     */
    protected Throwable notResumed(Throwable first, Throwable last) {
        return last;
    }

    /**
     * Returns the attempt whose elements are sent.
     *
     * @return the attempt; null before the first element
     */
    protected final @Nullable Attempt serving() {
        return serving;
    }

    /**
     * Returns whether a part of the answer was sent.
     *
     * @return false at the beginning
     */
    protected final boolean isBegun() {
        return state != State.WAITING;
    }

    @Override
    public final boolean hasCapacity(Attempt attempt) {
        return attempt.midStream() == MidStream.BUFFER || isReaderReady(attempt);
    }

    @Override
    public final void element(Attempt attempt, T element) {
        serve(attempt);
        if (attempt.midStream() == MidStream.BUFFER) {
            hold(element);
        } else {
            state = send(attempt, element);
        }
    }

    /**
     * Makes an attempt the serving one, if it is not; called by {@link #answer} too, for answers without an element.
     *
     * @param attempt the attempt that serves
     */
    protected final void serve(Attempt attempt) {
        if (serving != attempt) {
            serving = attempt;
            begin(attempt);
        }
    }

    private void hold(T element) {
        heldWeight += weight(element);
        if (heldWeight > mostHeld) {
            throw new ProviderException(Failure.of(
                    FailureKind.BAD_RESPONSE,
                    "a buffered stream of over " + mostHeld + " bytes of memory (expected: at most " + limit + ")"));
        }
        held.add(element);
    }

    @Override
    public final boolean isWhole() {
        return state == State.WHOLE;
    }

    @Override
    public final FailureAction onFailure(Attempt attempt, Throwable error) {
        held.clear();
        heldWeight = 0;
        if (error instanceof ContinuationMismatchException) {
            return FailureAction.ABANDON;
        }
        if (!isBegun()) {
            return FailureAction.FAIL_OVER;
        }
        firstBreak = firstBreak == null ? error : firstBreak;
        if (attempt.midStream() == MidStream.FAIL || !isResumable()) {
            lastError = error;
            return FailureAction.END;
        }
        return FailureAction.FAIL_OVER;
    }

    @Override
    public final void completed(RouteResult<V> result) {
        complete(result, held);
        state = State.COMPLETE;
    }

    @Override
    public final void failed(Throwable error) {
        Throwable first = firstBreak;
        boolean begun = isBegun();
        state = State.FAILED;
        fail(first == null || lastError == error ? error : notResumed(first, error), begun);
    }
}
