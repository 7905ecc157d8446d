package dev.pointsman.router;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Lock for tripping a breaker because of slowness, held by one thread at a time: otherwise the last two models of a
 * tier could trip concurrently, each relying on the other. A thread that does not get it does not trip. Thread-safe.
 */
final class SlowTrips {
    private final AtomicReference<Thread> holder = new AtomicReference<>();

    boolean claim() {
        return holder.compareAndSet(null, Thread.currentThread());
    }

    /** Releases the lock, if this thread holds it, after the breaker has published its new state. */
    void release() {
        holder.compareAndSet(Thread.currentThread(), null);
    }
}
