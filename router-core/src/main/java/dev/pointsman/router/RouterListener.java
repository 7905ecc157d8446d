package dev.pointsman.router;

import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.strategy.Decision;

/**
 * Hears what a router does: after all writes, under no lock that another call could wait for, on the thread of the call. Must be safe for all
 * threads and should be quick. One that throws is logged and otherwise ignored.
 */
public interface RouterListener {

    /**
     * A decision was made.
     *
     * @param decision who could be picked and who was; valid only until this method returns
     * @param attempt the attempt that came of it
     */
    default void decided(RoutingDecision decision, Attempt attempt) {}

    /**
     * A strategy beside the one that decided has weighed the same candidates. Heard after {@link #decided}, and only of
     * decisions that a strategy made: not of a single candidate, a trial or panic.
     *
     * @param decision the call and its candidates; valid only until this method returns
     * @param attempt the attempt that came of the decision
     * @param strategy the name of the strategy beside
     * @param probabilities how likely it would have picked each candidate, by index; those of one sample if it samples;
     *     as many as there are candidates, read-only, and the same for all listeners
     */
    default void shadowed(Decision decision, Attempt attempt, String strategy, double[] probabilities) {}

    /**
     * A call is over, whether it got an answer or not. Not heard of attempts made without a call.
     *
     * @param call how it went
     */
    default void completed(CompletedCall call) {}

    /**
     * Asked once for every model and operation: who hears of it.
     *
     * @param model the model
     * @param operation the operation
     * @return the listener
     */
    default ModelListener model(Model model, Operation operation) {
        return ModelListener.NONE;
    }
}
