package dev.pointsman.micronaut.cache.internal;

import java.time.Duration;

/**
 * Limits of the cache of responses.
 *
 * @param memory memory of the cached answers in bytes; as much again is used for answers under way; at least 0
 * @param storeTimeout longest wait for a shared store; over 0
 */
public record CacheLimits(long memory, Duration storeTimeout) {

    /** 64 MB and 50 ms. */
    public static final CacheLimits DEFAULT = new CacheLimits(64L << 20, Duration.ofMillis(50));
}
