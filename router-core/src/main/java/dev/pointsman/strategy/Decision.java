package dev.pointsman.strategy;

import dev.pointsman.model.RouteRequest;
import org.jspecify.annotations.Nullable;

/** One decision: the call and its candidates. Read-only, and valid only while it is made. */
public interface Decision {

    /**
     * The call.
     *
     * @return the request
     */
    RouteRequest request();

    /**
     * How many candidates there are.
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
     * The number of the call within its pool, rising by one with each; a call's further attempts take no number of their
     * own.
     *
     * @return at least 0
     */
    long sequence();

    /**
     * When it is made: what a strategy remembers decays until then.
     *
     * @return nanoseconds, of the origin that {@link StatefulStrategy#step} is given; compare by difference
     */
    long nowNanos();

    /**
     * A random number for a strategy that samples; independent of the draw by the picker's probabilities. Who uses it says
     * so by {@link RoutingStrategy#exactProbabilities}.
     *
     * @param index which of the decision's numbers, at least 0
     * @return uniform from 0 to under 1, the same whenever this decision is asked for this index
     */
    double chance(int index);

    /**
     * The model that served the call's session before.
     *
     * @return its id; null when there is none
     */
    @Nullable
    String previousModel();
}
