package dev.pointsman.router;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Permission to take a model out because it is slow, held by one thread at a time: or the last two models of a tier could
 * trip together, each in view of the other. A thread that does not get it leaves the model in. Safe for all threads.
 */
final class SlowTrips {
    private final AtomicReference<Thread> holder = new AtomicReference<>();

    boolean claim() {
        return holder.compareAndSet(null, Thread.currentThread());
    }

    /** Gives up the permission, if this thread holds it, once the breaker shows its new state. */
    void release() {
        holder.compareAndSet(Thread.currentThread(), null);
    }
}
