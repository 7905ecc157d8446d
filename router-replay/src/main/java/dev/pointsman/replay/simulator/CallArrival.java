package dev.pointsman.replay.simulator;

import org.jspecify.annotations.Nullable;

/**
 * Arrival of one call.
 *
 * @param seconds time, in seconds after the beginning
 * @param inputTokens length of its prompt
 * @param outputTokens length of its answer
 * @param streaming whether its answer comes token by token, so that the router is notified of the first one
 * @param goal its goal; null for the pool's goal
 */
public record CallArrival(
        double seconds,
        int inputTokens,
        int outputTokens,
        boolean streaming,
        @Nullable String goal) {

    /**
     * Creates a streaming call for the pool's goal.
     *
     * @param seconds time, in seconds after the beginning
     * @param inputTokens length of its prompt
     * @param outputTokens length of its answer
     */
    public CallArrival(double seconds, int inputTokens, int outputTokens) {
        this(seconds, inputTokens, outputTokens, true, null);
    }
}
