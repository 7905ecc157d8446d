package dev.pointsman.router;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How often it has changed whether some model is free for every call. As long as the count stays, those who were found
 * free are free, and need not be asked one by one. Safe for all threads: who changes something counts afterwards, who
 * looks reads the count before.
 */
final class AvailabilityVersion {
    private final AtomicLong count = new AtomicLong();

    long count() {
        return count.get();
    }

    void more() {
        count.incrementAndGet();
    }
}
