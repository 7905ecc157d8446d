package dev.pointsman.replay.simulator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;

/** Source of arriving calls. Immutable. */
public interface Traffic {

    /**
     * Returns traffic fitted to one hour of conversations with a language model (Azure, 2023): 5.53 calls per second,
     * Poisson arrivals, log-normal lengths.
     *
     * @return the traffic
     */
    static Traffic conversations() {
        return FittedTraffic.CONVERSATIONS;
    }

    /**
     * Returns the same conversations at another rate.
     *
     * @param perSecond mean rate of calls per second; over 0
     * @return the traffic
     * @throws IllegalArgumentException if the rate is out of its range
     */
    static Traffic conversations(double perSecond) {
        return FittedTraffic.CONVERSATIONS.withRate(perSecond);
    }

    /**
     * Reads a trace, which is the same for every seed: a header, then lines of {@code 2023-11-16 18:15:46.68,374,44}:
     * time, tokens of the prompt, tokens of the answer. The first line is the beginning.
     *
     * @param file a CSV file
     * @return the traffic
     * @throws IOException if the file can't be read
     * @throws IllegalArgumentException if a line is not of that form
     */
    static Traffic read(Path file) throws IOException {
        return TraceTraffic.read(file);
    }

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
