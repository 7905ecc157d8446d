package dev.pointsman.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Timeouts of a provider's response. A model's timeouts override its pool's: a reasoning model needs longer ones.
 *
 * @param firstToken the longest wait for the first token of a stream; over 0; null for the pool's; longer for a prompt
 *     that takes longer to read, where that is taken into account
 * @param idle the longest wait between two tokens of a stream; over 0; null for the pool's
 * @param response the longest wait for a whole answer that does not stream; over 0; null for the pool's
 */
public record Timeouts(
        @Nullable Duration firstToken,
        @Nullable Duration idle,
        @Nullable Duration response) {

    /** No timeouts; the pool's apply. */
    public static final Timeouts NONE = new Timeouts(null, null, null);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a timeout is zero or negative
     */
    public Timeouts {
        positive(firstToken, "firstToken");
        positive(idle, "idle");
        positive(response, "response");
    }

    /**
     * Returns these timeouts, with missing values taken from another object.
     *
     * @param other the other timeouts
     * @return the merged timeouts
     */
    public Timeouts or(Timeouts other) {
        return firstToken == null && idle == null && response == null ? other : filled(other);
    }

    private Timeouts filled(Timeouts other) {
        return new Timeouts(
                firstToken == null ? other.firstToken : firstToken,
                idle == null ? other.idle : idle,
                response == null ? other.response : response);
    }

    private static void positive(@Nullable Duration value, String name) {
        if (value != null) {
            Preconditions.require(value.compareTo(Duration.ZERO) > 0, name, value, "> 0");
        }
    }
}
