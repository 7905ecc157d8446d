package dev.pointsman.micronaut.event.internal;

import dev.pointsman.time.NanoClock;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounded queue with one worker thread that passes items to a consumer in order. For internal use. Items are dropped
 * and counted when the queue is full, so producers never wait. An exception of the consumer is logged, and the next
 * item follows. The thread exists only while there are items. Thread-safe.
 *
 * @param <T> the type of the items
 */
public final class BoundedWorker<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedWorker.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long IDLE_SECONDS = 10;

    private final String name;
    private final Consumer<? super T> reader;
    private final ThreadPoolExecutor thread;
    private final RateLimitedLogger drops = new RateLimitedLogger(LOG, NanoClock.system());
    private final RateLimitedLogger failures = new RateLimitedLogger(LOG, NanoClock.system());
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    /**
     * Creates an empty queue.
     *
     * @param name its name in logs and of its thread
     * @param capacity maximum number of queued items; at least 1
     * @param reader consumer of the items, called sequentially
     */
    public BoundedWorker(String name, int capacity, Consumer<? super T> reader) {
        this.name = name;
        this.reader = reader;
        this.thread = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(capacity), this::named, this::drop);
        thread.allowCoreThreadTimeOut(true);
    }

    /**
     * Adds an item, or drops and counts it if the queue is full or closed.
     *
     * @param item the item
     */
    public void put(T item) {
        thread.execute(() -> read(item));
    }

    /**
     * Returns the number of dropped items.
     *
     * @return the count
     */
    public long dropped() {
        return dropped.get();
    }

    /**
     * Returns the number of items that the consumer failed on.
     *
     * @return the count
     */
    public long failed() {
        return failed.get();
    }

    private Thread named(Runnable work) {
        Thread made = new Thread(work, "pointsman-" + name);
        made.setDaemon(true);
        return made;
    }

    private void drop(Runnable work, ThreadPoolExecutor full) {
        long count = dropped.incrementAndGet();
        if (!full.isShutdown()) {
            drops.warn("The queue of " + name + " is full; " + count + " dropped until now", null);
        }
    }

    private void read(T item) {
        try {
            reader.accept(item);
        } catch (Throwable e) { // an error of a custom consumer must not affect the next item
            long count = failed.incrementAndGet();
            failures.warn("The reader of " + name + " failed; " + count + " times until now", e);
        }
    }

    /** Stops accepting items and waits up to two seconds for the queued ones. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        int left = thread.shutdownNow().size();
        LOG.warn("The reader of {} was too slow at the end; {} items are lost", name, left);
    }
}
