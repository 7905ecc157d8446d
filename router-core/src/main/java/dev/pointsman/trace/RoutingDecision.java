package dev.pointsman.trace;

import dev.pointsman.model.Exclusion;
import dev.pointsman.strategy.Decision;
import java.util.List;

/**
 * Completed decision: the candidates, their probabilities and the choice. Read-only, and valid only until the listener
 * returns. The estimates are those from before the attempt began.
 */
public interface RoutingDecision extends Decision {

    /**
     * Returns the number of the decision, unique within its router; also that of its attempt.
     *
     * @return at least 0
     */
    long number();

    /**
     * Returns the number of the call: that of the decision for its first attempt.
     *
     * @return at most {@link #number}; equal for the first attempt, and without a call
     */
    long call();

    /**
     * Returns the index of the attempt within its call.
     *
     * @return 0 for the first one, and without a call
     */
    int attempt();

    /**
     * Returns the pool that serves the call.
     *
     * @return its name
     */
    String pool();

    /**
     * Returns the goal of the call.
     *
     * @return the goal's name
     */
    String goal();

    /**
     * Returns the strategy of the goal.
     *
     * @return its name
     */
    String strategy();

    /**
     * Returns the kind of the decision.
     *
     * @return the kind
     */
    DecisionKind kind();

    /**
     * Returns the picked candidate.
     *
     * @return its index
     */
    int chosen();

    /**
     * Returns the selection probability of a candidate.
     *
     * @param index from 0 to under {@link #size}
     * @return 0 to 1, with a sum of 1; NaN if unknown because the strategy samples
     */
    double probability(int index);

    /**
     * Returns the strategy's score of a candidate.
     *
     * @param index from 0 to under {@link #size}
     * @return higher is better, comparable only within the decision; NaN if there was no choice and so no scoring
     */
    double score(int index);

    /**
     * Returns the random number of the draw: the picked candidate is the one whose interval of the cumulative
     * probabilities contains it.
     *
     * @return from 0 to under 1; NaN if nothing was drawn
     */
    double drawn();

    /**
     * The session's own number, by which the candidate was drawn instead of by a random number: see {@link
     * dev.pointsman.strategy.SessionDraw}.
     *
     * @return from 0 to under 2^24; negative if the session did not decide
     */
    default int sessionDraw() {
        return -1;
    }

    /**
     * Returns whether it begins a call of a session that a model has served before.
     *
     * @return false for further attempts of a call, and for trials beside it
     */
    default boolean continuesSession() {
        return previousModel() != null && attempt() == 0 && kind() != DecisionKind.BESIDE;
    }

    /**
     * Returns whether it begins such a call at another model than the one that served the session last.
     *
     * @return true if the session leaves its model
     */
    default boolean switchesModel() {
        return continuesSession() && !candidate(chosen()).model().id().equals(previousModel());
    }

    /**
     * Returns the excluded models of the pool with the reasons. Computed on demand.
     *
     * @return one exclusion per excluded model, in the pool's order
     */
    List<Exclusion> exclusions();
}
