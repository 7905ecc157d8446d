package dev.pointsman.replay.simulator;

import org.jspecify.annotations.Nullable;

/**
 * One call that comes in.
 *
 * @param seconds when, after the beginning
 * @param inputTokens length of its prompt
 * @param outputTokens length of its answer
 * @param streaming whether its answer comes token by token, so that the router hears the first one
 * @param goal what it is after; null for the pool's goal
 */
public record CallArrival(
        double seconds,
        int inputTokens,
        int outputTokens,
        boolean streaming,
        @Nullable String goal) {

    /**
     * A streaming call after the pool's goal.
     *
     * @param seconds when, after the beginning
     * @param inputTokens length of its prompt
     * @param outputTokens length of its answer
     */
    public CallArrival(double seconds, int inputTokens, int outputTokens) {
        this(seconds, inputTokens, outputTokens, true, null);
    }
}
