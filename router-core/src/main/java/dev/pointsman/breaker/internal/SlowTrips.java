package dev.pointsman.breaker.internal;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Lock for tripping a breaker because of slowness, held by one thread at a time: otherwise the last two models of a
 * tier could trip concurrently, each relying on the other. A thread that does not get it does not trip. Thread-safe.
 */
public final class SlowTrips {
    private final AtomicReference<Thread> holder = new AtomicReference<>();

    public boolean claim() {
        return holder.compareAndSet(null, Thread.currentThread());
    }

    /** Releases the lock, if this thread holds it, after the breaker has published its new state. */
    public void release() {
        holder.compareAndSet(Thread.currentThread(), null);
    }
}
