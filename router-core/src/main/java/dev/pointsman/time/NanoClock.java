package dev.pointsman.time;

import com.github.benmanes.caffeine.cache.Ticker;

/**
 * Monotonic clock, in nanoseconds of an arbitrary and possibly negative origin; times must be compared by difference.
 * Thread-safe.
 */
@FunctionalInterface
public interface NanoClock {

    /**
     * Returns the time.
     *
     * @return nanoseconds since a fixed origin
     */
    long nanos();

    /**
     * Returns the system's monotonic clock.
     *
     * @return the clock
     */
    static NanoClock system() {
        return Ticker.systemTicker()::read;
    }
}
