package dev.pointsman.breaker.internal;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Version counter of model availability; a cached candidate list is valid while it is unchanged. Thread-safe: writers
 * increment it after a change, readers read it before they look at the models.
 */
public final class AvailabilityVersion {
    private final AtomicLong count = new AtomicLong();

    public long count() {
        return count.get();
    }

    public void more() {
        count.incrementAndGet();
    }
}
