package dev.pointsman.router;

import dev.pointsman.admission.Admission;
import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.strategy.Decision;
import dev.pointsman.trace.CompletedCall;
import dev.pointsman.trace.RoutingDecision;

/**
 * Receives routing events on the calling thread, after state has been updated and outside shared locks. Must be
 * thread-safe and should be fast. Its exceptions are logged and otherwise ignored.
 */
public interface RouterListener {

    /**
     * Called after a decision.
     *
     * @param decision the candidates and the choice; valid only until this method returns
     * @param attempt the resulting attempt
     */
    default void decided(RoutingDecision decision, Attempt attempt) {}

    /**
     * Returns whether {@link #decided} reads what a strategy estimates of the candidates: times, cost, quality and the
     * like. They are read before the attempt begins, once for all listeners that need them.
     *
     * @return true; false if models, scores and probabilities are enough, which saves every decision that work
     */
    default boolean readsEstimates() {
        return true;
    }

    /**
     * Called after a shadow strategy has scored the same candidates. Follows {@link #decided}, only for decisions made
     * by a strategy: not for a single candidate, a trial or panic.
     *
     * @param decision the call and its candidates; valid only until this method returns
     * @param attempt the resulting attempt
     * @param strategy the name of the shadow strategy
     * @param probabilities its probability of each candidate, by index; those of one sample if it samples; one per
     *     candidate, read-only, the same array for all listeners
     */
    default void shadowed(Decision decision, Attempt attempt, String strategy, double[] probabilities) {}

    /**
     * Called when a call was not admitted. Followed by {@link #completed} of the same call.
     *
     * @param call the completed call, without attempts
     * @param refusal the reason
     */
    default void refused(CompletedCall call, Admission.Refusal refusal) {}

    /**
     * Called when a call has completed, with or without an answer. Not called for attempts without a call.
     *
     * @param call the completed call
     */
    default void completed(CompletedCall call) {}

    /**
     * Returns the listener of a model and operation; called once for each.
     *
     * @param model the model
     * @param operation the operation
     * @return the listener
     */
    default ModelListener model(Model model, Operation operation) {
        return ModelListener.NONE;
    }
}
