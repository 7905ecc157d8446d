package dev.pointsman.strategy;

import dev.pointsman.model.RouteRequest;
import org.jspecify.annotations.Nullable;

/** One decision: the call and its candidates. Read-only, and valid only while the decision is being made. */
public interface Decision {

    /**
     * The call.
     *
     * @return the request
     */
    RouteRequest request();

    /**
     * The number of candidates.
     *
     * @return at least 1
     */
    int size();

    /**
     * A candidate.
     *
     * @param index from 0 to under {@link #size}
     * @return the candidate
     */
    Candidate candidate(int index);

    /**
     * Sequence number of the call within its pool, increasing by one per call; further attempts of a call share its
     * number.
     *
     * @return at least 0
     */
    long sequence();

    /**
     * The time of the decision, to which a strategy decays its state.
     *
     * @return nanoseconds with the same origin as in {@link StatefulStrategy#step}; compare by difference only
     */
    long nowNanos();

    /**
     * A random number for a sampling strategy, independent of the draw from the picker's probabilities. A strategy that
     * uses it must return false from {@link RoutingStrategy#exactProbabilities}.
     *
     * @param index index of the random number within the decision, at least 0
     * @return uniform in [0, 1), always the same for this decision and index
     */
    double chance(int index);

    /**
     * Expected length of the prompt.
     *
     * @return tokens; 0 if the time to read prompts is not taken into account, which it is as soon as a router has had a
     *     session
     */
    default double promptTokens() {
        return 0;
    }

    /**
     * The expectation about the call's session.
     *
     * @return the same object for the whole decision; null for a call without a session or shared beginning of its
     *     prompt
     */
    default @Nullable SessionOutlook session() {
        return null;
    }

    /**
     * A work area for a scorer, which so needs no memory of its own.
     *
     * @param length the number of elements needed
     * @return an array of at least that length with any content, the same for the whole decision
     */
    default double[] workArea(int length) {
        return new double[length];
    }

    /**
     * The model that last served the call's session.
     *
     * @return its id; null when there is none
     */
    @Nullable
    String previousModel();
}
