package dev.pointsman.state;

import java.time.Duration;

/**
 * Rate limit of an account, as its provider reports it with an answer.
 *
 * @param resource the limited resource
 * @param limit the amount that is available when nothing was used; at least 1
 * @param remaining the amount that is left; from 0 to the limit
 * @param resets the time until the whole limit is available again; at least 0
 */
public record RateLimitReading(Resource resource, long limit, long remaining, Duration resets) {

    /** Resource that a provider limits. */
    public enum Resource {
        /** Requests. */
        REQUESTS,
        /** Tokens of prompts and answers. */
        TOKENS,
        /** Tokens of prompts. */
        INPUT_TOKENS,
        /** Tokens of answers. */
        OUTPUT_TOKENS
    }

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public RateLimitReading {
        StateChecks.require(limit >= 1, "limit", limit, ">= 1");
        StateChecks.require(remaining >= 0 && remaining <= limit, "remaining", remaining, "from 0 to the limit");
        StateChecks.require(!resets.isNegative(), "resets", resets, ">= 0");
    }
}
