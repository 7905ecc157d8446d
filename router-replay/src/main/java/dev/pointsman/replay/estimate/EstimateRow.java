package dev.pointsman.replay.estimate;

/**
 * One call of a log, as estimators see it: the first decision, and what came of the whole call. Read at once, so one
 * object may stand for one row after the other.
 */
public interface EstimateRow {

    /**
     * When the call was decided.
     *
     * @return seconds of any origin
     */
    double seconds();

    /**
     * The router that decided.
     *
     * @return a name that is the same for all rows of one router
     */
    String router();

    /**
     * How many candidates there were.
     *
     * @return at least 1
     */
    int size();

    /**
     * A candidate's name.
     *
     * @param index from 0 to under {@link #size}
     * @return the model's id
     */
    String model(int index);

    /**
     * How likely the logged policy picked a candidate.
     *
     * @param index from 0 to under {@link #size}
     * @return 0 to 1
     */
    double probability(int index);

    /**
     * Who was picked.
     *
     * @return from 0 to under {@link #size}
     */
    int chosen();

    /**
     * How long the caller waited for the whole answer or the final failure.
     *
     * @return seconds; NaN if nobody saw the end
     */
    double latency();

    /**
     * Whether the call got no answer.
     *
     * @return 1 if it failed, 0 if it was served; NaN if nobody saw the end
     */
    double failure();

    /**
     * What the call cost.
     *
     * @return US dollars; NaN if unknown
     */
    double cost();

    /**
     * How long the router expected the call to take at a candidate.
     *
     * @param index from 0 to under {@link #size}
     * @return seconds; NaN if unknown
     */
    double expectedLatency(int index);

    /**
     * How likely the router took a failure at a candidate to be.
     *
     * @param index from 0 to under {@link #size}
     * @return 0 to 1; NaN if unknown
     */
    double expectedFailure(int index);

    /**
     * What the router expected the call to cost at a candidate.
     *
     * @param index from 0 to under {@link #size}
     * @return US dollars; NaN if unknown
     */
    double expectedCost(int index);

    /**
     * How many recent answers the router's idea of a candidate's latency rests on.
     *
     * @param index from 0 to under {@link #size}
     * @return at least 0; infinite if it is known for sure
     */
    double samples(int index);

    /**
     * Calls in flight at a candidate.
     *
     * @param index from 0 to under {@link #size}
     * @return at least 0
     */
    int inFlight(int index);

    /**
     * How many calls at once a candidate was taken to serve.
     *
     * @param index from 0 to under {@link #size}
     * @return at least 1
     */
    double capacity(int index);
}
