package dev.pointsman.replay.estimate;

import org.jspecify.annotations.Nullable;

/**
 * A call of a log as input of estimators: the first decision, and the outcome of the whole call. Read immediately, so
 * one object may be reused for all rows.
 */
public interface EstimateRow {

    /**
     * Returns the time of the decision.
     *
     * @return seconds of any origin
     */
    double seconds();

    /**
     * Returns the router that decided.
     *
     * @return a name that is the same for all rows of one router
     */
    String router();

    /**
     * Returns the session of the call. The calls of a session are dependent, so intervals take it as a whole.
     *
     * @return a name that is the same for all rows of one session; null if it has none
     */
    default @Nullable String session() {
        return null;
    }

    /**
     * Returns the number of candidates.
     *
     * @return at least 1
     */
    int size();

    /**
     * Returns the model of a candidate.
     *
     * @param index from 0 to under {@link #size}
     * @return the model's id
     */
    String model(int index);

    /**
     * Returns the probability of a candidate by the logged policy.
     *
     * @param index from 0 to under {@link #size}
     * @return 0 to 1
     */
    double probability(int index);

    /**
     * Returns the index of the chosen candidate.
     *
     * @return from 0 to under {@link #size}
     */
    int chosen();

    /**
     * Returns the time to the complete answer or the final failure.
     *
     * @return seconds; NaN if unknown
     */
    double latency();

    /**
     * Returns whether the call got no answer.
     *
     * @return 1 if it failed, 0 if it was served; NaN if unknown
     */
    double failure();

    /**
     * Returns the cost of the call.
     *
     * @return US dollars; NaN if unknown
     */
    double cost();

    /**
     * Returns the router's expected latency of the call at a candidate.
     *
     * @param index from 0 to under {@link #size}
     * @return seconds; NaN if unknown
     */
    double expectedLatency(int index);

    /**
     * Returns the router's expected failure probability at a candidate.
     *
     * @param index from 0 to under {@link #size}
     * @return 0 to 1; NaN if unknown
     */
    double expectedFailure(int index);

    /**
     * Returns the router's expected cost of the call at a candidate.
     *
     * @param index from 0 to under {@link #size}
     * @return US dollars; NaN if unknown
     */
    double expectedCost(int index);

    /**
     * Returns the number of recent answers behind the expected latency of a candidate.
     *
     * @param index from 0 to under {@link #size}
     * @return at least 0; infinite if it is known exactly
     */
    double samples(int index);

    /**
     * Returns the calls in flight at a candidate.
     *
     * @param index from 0 to under {@link #size}
     * @return at least 0
     */
    int inFlight(int index);

    /**
     * Returns the estimated capacity of a candidate, in concurrent calls.
     *
     * @param index from 0 to under {@link #size}
     * @return at least 1
     */
    double capacity(int index);
}
