package dev.pointsman.router;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.model.Failure;
import dev.pointsman.model.Usage;
import java.time.Duration;

/** Hears of one model and operation; see {@link RouterListener} for when and how. */
public interface ModelListener {

    /** Hears nothing. */
    ModelListener NONE = new ModelListener() {};

    /**
     * The first token of an attempt has come.
     *
     * @param attempt the attempt
     * @param nanos time since its start
     */
    default void firstToken(Attempt attempt, long nanos) {}

    /**
     * An attempt succeeded.
     *
     * @param attempt the attempt
     * @param nanos time since its start
     * @param usage its tokens; {@link Usage#UNKNOWN} if they were not counted
     * @param cost US dollars; NaN if unknown
     */
    default void succeeded(Attempt attempt, long nanos, Usage usage, double cost) {}

    /**
     * An attempt failed.
     *
     * @param attempt the attempt
     * @param nanos time since its start
     * @param failure how
     */
    default void failed(Attempt attempt, long nanos, Failure failure) {}

    /**
     * The model is out until somebody acts: its provider refused the key, does not know the model, has no quota left for it, or
     * forbade the calls of three different callers in a row. Comes before {@link #failed} of the same attempt.
     *
     * @param failure the failure that took it out
     */
    default void takenOut(Failure failure) {}

    /**
     * An attempt ended in a way that says nothing of the model.
     *
     * @param attempt the attempt
     * @param nanos time since its start
     */
    default void ignored(Attempt attempt, long nanos) {}

    /**
     * The provider has asked to be left alone for more than a minute, for the first time since it last served or was asked
     * to.
     *
     * @param untilTrial time until the model may be tried again
     */
    default void cooledDown(Duration untilTrial) {}

    /**
     * The model's breaker changed its state.
     *
     * @param from the state before
     * @param to the state after
     */
    default void breakerChanged(BreakerState from, BreakerState to) {}

    /**
     * The model's breaker changed its state, and why. Calls {@link #breakerChanged(BreakerState, BreakerState)}.
     *
     * @param from the state before
     * @param to the state after
     * @param why the rule and its figures, such as "4 failures in a row within 1.2 s"
     */
    default void breakerChanged(BreakerState from, BreakerState to, String why) {
        breakerChanged(from, to);
    }
}
