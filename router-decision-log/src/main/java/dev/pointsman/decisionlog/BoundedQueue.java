package dev.pointsman.decisionlog;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A bounded non-blocking queue; elements beyond its capacity are dropped and counted. It wakes its reader only when it
 * is half full, since waking a thread is the most expensive step for a caller.
 */
final class BoundedQueue {
    private final Queue<QueuedLine> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final LongAdder dropped = new LongAdder();
    private final int capacity;
    private final Runnable halfFull;

    BoundedQueue(int capacity, Runnable halfFull) {
        this.capacity = capacity;
        this.halfFull = halfFull;
    }

    void offer(QueuedLine line) {
        int after = size.incrementAndGet();
        if (after > capacity) {
            size.decrementAndGet();
            dropped.increment();
            return;
        }
        queue.add(line);
        if (after == (capacity + 1) / 2) {
            halfFull.run();
        }
    }

    @Nullable
    QueuedLine take() {
        QueuedLine line = queue.poll();
        if (line != null) {
            size.decrementAndGet();
        }
        return line;
    }

    long dropped() {
        return dropped.sum();
    }

    int size() {
        return size.get();
    }
}
