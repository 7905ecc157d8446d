package dev.pointsman.replay.simulator;

import java.util.Iterator;

/** Source of arriving calls. Immutable. */
public interface Traffic {

    /**
     * Returns the calls in the order of their time.
     *
     * @param seed the same calls for the same seed
     * @param seconds no call comes at or after this time
     * @return the calls
     */
    Iterator<CallArrival> arrivals(long seed, double seconds);

    /**
     * Returns the mean length of an answer.
     *
     * @return tokens, over 0
     */
    double meanOutputTokens();
}
