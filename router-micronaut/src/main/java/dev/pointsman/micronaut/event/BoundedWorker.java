package dev.pointsman.micronaut.event;

import dev.pointsman.router.NanoClock;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For the engine: hands items to a reader on one thread of its own, in order. A full mailbox drops what comes and counts
 * it, so that whoever puts something in never waits. A reader that throws is logged and gets the next item. The thread
 * is there only while there is something to read. Safe for all threads.
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
     * An empty mailbox.
     *
     * @param name what it is called in logs and in its thread's name
     * @param capacity how many items it holds while its reader is busy; at least 1
     * @param reader takes the items, one after the other
     */
    public BoundedWorker(String name, int capacity, Consumer<? super T> reader) {
        this.name = name;
        this.reader = reader;
        this.thread = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(capacity), this::named, this::drop);
        thread.allowCoreThreadTimeOut(true);
    }

    /**
     * Puts an item in, or drops it and counts it if the mailbox is full or closed.
     *
     * @param item the item
     */
    public void put(T item) {
        thread.execute(() -> read(item));
    }

    /**
     * How many items were dropped since the start.
     *
     * @return the count
     */
    public long dropped() {
        return dropped.get();
    }

    /**
     * How many items the reader failed on since the start.
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
            drops.warn("The mailbox of " + name + " is full; " + count + " dropped until now", null);
        }
    }

    private void read(T item) {
        try {
            reader.accept(item);
        } catch (Throwable e) { // whatever a reader of the user's own throws, the next item is not to suffer
            long count = failed.incrementAndGet();
            failures.warn("The reader of " + name + " failed; " + count + " times until now", e);
        }
    }

    /** Takes nothing more, and gives the reader two seconds to read what there is. */
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
