package dev.pointsman.router;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Version counter of model availability; a cached candidate list is valid while it is unchanged. Thread-safe: writers
 * increment it after a change, readers read it before they look at the models.
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
