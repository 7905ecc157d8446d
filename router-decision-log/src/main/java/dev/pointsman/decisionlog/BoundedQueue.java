package dev.pointsman.decisionlog;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue that nobody waits for: what does not fit is dropped and counted. It wakes its reader only when it is
 * half full, as waking a thread costs a caller more than all else.
 */
final class BoundedQueue {
    private final Queue<PendingDecision> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final LongAdder dropped = new LongAdder();
    private final int capacity;
    private final Runnable halfFull;

    BoundedQueue(int capacity, Runnable halfFull) {
        this.capacity = capacity;
        this.halfFull = halfFull;
    }

    void put(PendingDecision draft) {
        int after = size.incrementAndGet();
        if (after > capacity) {
            size.decrementAndGet();
            dropped.increment();
            return;
        }
        queue.add(draft);
        if (after == (capacity + 1) / 2) {
            halfFull.run();
        }
    }

    @Nullable
    PendingDecision take() {
        PendingDecision draft = queue.poll();
        if (draft != null) {
            size.decrementAndGet();
        }
        return draft;
    }

    long dropped() {
        return dropped.sum();
    }

    int size() {
        return size.get();
    }
}
