package dev.pointsman.replay.simulator;

import java.util.Iterator;

/** The calls that come in. Immutable. */
public interface Traffic {

    /**
     * The calls in the order of their time.
     *
     * @param seed the same calls for the same seed
     * @param seconds no call comes at or after this time
     * @return the calls
     */
    Iterator<CallArrival> arrivals(long seed, double seconds);

    /**
     * Mean length of an answer.
     *
     * @return tokens, over 0
     */
    double meanOutputTokens();
}
