package dev.pointsman.policy;

import java.time.Duration;

/**
 * Policy of the cache of responses of a pool: an identical request of the same tenant gets the earlier answer. Used by
 * the chat client; the router itself does not read it. Immutable.
 *
 * @param life the time that an answer is used; 0 for no cache
 * @param when the requests whose answers are used again
 */
public record CachePolicy(Duration life, When when) {

    /** No cache. */
    public static final CachePolicy OFF = new CachePolicy(Duration.ZERO, When.TEMPERATURE_0);

    /** Requests whose answers are used again. */
    public enum When {
        /** Those that set the temperature to 0. */
        TEMPERATURE_0,
        /** All. */
        ALWAYS
    }

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the life is negative
     */
    public CachePolicy {
        if (life.isNegative()) {
            throw new IllegalArgumentException("life: " + life + " (expected: >= 0)");
        }
    }

    /**
     * Returns whether there is a cache.
     *
     * @return true if answers live for any time
     */
    public boolean isOn() {
        return !life.isZero();
    }
}
