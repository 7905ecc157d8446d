package dev.pointsman.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a provider may be silent. A model's own limits outweigh its pool's: one that thinks long needs longer ones.
 *
 * @param firstToken the longest wait for the first token of a stream; over 0; null for the pool's
 * @param stall the longest wait between two tokens of a stream; over 0; null for the pool's
 * @param response the longest wait for a whole answer that does not stream; over 0; null for the pool's
 */
public record Limits(
        @Nullable Duration firstToken,
        @Nullable Duration stall,
        @Nullable Duration response) {

    /** No limits of one's own. */
    public static final Limits NONE = new Limits(null, null, null);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a limit is zero or negative
     */
    public Limits {
        positive(firstToken, "firstToken");
        positive(stall, "stall");
        positive(response, "response");
    }

    /**
     * These limits, and another's where there are none.
     *
     * @param other the other limits
     * @return the limits of both
     */
    public Limits or(Limits other) {
        return new Limits(
                firstToken == null ? other.firstToken : firstToken,
                stall == null ? other.stall : stall,
                response == null ? other.response : response);
    }

    private static void positive(@Nullable Duration value, String name) {
        Checks.require(value == null || value.compareTo(Duration.ZERO) > 0, name, String.valueOf(value), "> 0");
    }
}
