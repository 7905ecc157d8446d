package dev.pointsman.router;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.model.Failure;
import dev.pointsman.model.Usage;
import java.time.Duration;

/** Listener of the events of one model and operation; see {@link RouterListener} for threads and order. */
public interface ModelListener {

    /** Ignores all events. */
    ModelListener NONE = new ModelListener() {};

    /**
     * Called on the first token of an attempt.
     *
     * @param attempt the attempt
     * @param nanos time since its start
     */
    default void firstToken(Attempt attempt, long nanos) {}

    /**
     * Called when an attempt has succeeded.
     *
     * @param attempt the attempt
     * @param nanos time since its start
     * @param usage its tokens; {@link Usage#UNKNOWN} if they were not counted
     * @param cost US dollars; NaN if unknown
     */
    default void succeeded(Attempt attempt, long nanos, Usage usage, double cost) {}

    /**
     * Called when an attempt has failed.
     *
     * @param attempt the attempt
     * @param nanos time since its start
     * @param failure the failure
     */
    default void failed(Attempt attempt, long nanos, Failure failure) {}

    /**
     * Called when the model was disabled until an operator acts: its provider refused the key, does not know the model,
     * has no quota left for it, or forbade the calls of three different callers in a row. Called before {@link #failed}
     * of the same attempt.
     *
     * @param failure the failure that caused it
     */
    default void takenOut(Failure failure) {}

    /**
     * Called when an attempt ended in a way that says nothing about the model.
     *
     * @param attempt the attempt
     * @param nanos time since its start
     */
    default void ignored(Attempt attempt, long nanos) {}

    /**
     * Called when a cooldown of more than a minute has started, unless the model was already in such a cooldown.
     *
     * @param untilTrial time until the model may be tried again
     */
    default void cooledDown(Duration untilTrial) {}

    /**
     * Called when the model's breaker has changed its state.
     *
     * @param from the state before
     * @param to the state after
     */
    default void breakerChanged(BreakerState from, BreakerState to) {}

    /**
     * Called when the model's breaker has changed its state, with the reason. Calls
     * {@link #breakerChanged(BreakerState, BreakerState)}.
     *
     * @param from the state before
     * @param to the state after
     * @param why the rule and its figures, such as "4 failures in a row within 1.2 s"
     */
    default void breakerChanged(BreakerState from, BreakerState to, String why) {
        breakerChanged(from, to);
    }
}
