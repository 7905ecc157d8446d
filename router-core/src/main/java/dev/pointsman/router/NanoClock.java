package dev.pointsman.router;

import com.github.benmanes.caffeine.cache.Ticker;

/**
 * Time that only moves forward, in nanoseconds of an arbitrary and possibly negative origin; times are compared by
 * difference. Safe for all threads.
 */
@FunctionalInterface
public interface NanoClock {

    /**
     * The time.
     *
     * @return nanoseconds since some fixed moment
     */
    long nanos();

    /**
     * The machine's monotonic clock.
     *
     * @return the clock
     */
    static NanoClock system() {
        return Ticker.systemTicker()::read;
    }
}
