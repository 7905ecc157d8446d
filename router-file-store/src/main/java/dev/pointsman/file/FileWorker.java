package dev.pointsman.file;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread of a file: executes requests in their order, writes all that wait in one commit, then answers them. The only
 * thread that uses the maps.
 */
final class FileWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileWorker.class);
    private static final int WAITING = 10_000;
    private static final long COMPACTION_INTERVAL = TimeUnit.SECONDS.toNanos(5);
    private static final int COMPACTION_BYTES = 4 << 20;
    private static final int FILL_RATE = 50; // percent

    private final BlockingQueue<Task<?>> tasks = new ArrayBlockingQueue<>(WAITING);
    private final MVStore store;
    private final Thread thread;
    private volatile boolean closed;
    private boolean committed; // since the last compaction; used by the thread, as below
    private long compactedAt = System.nanoTime();

    /** Request and its answer. */
    private static final class Task<T> {
        private final Supplier<T> request;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private Runnable end = () -> {};

        Task(Supplier<T> request) {
            this.request = request;
        }

        void execute() {
            try {
                T result = request.get();
                end = () -> answer.complete(result);
            } catch (RuntimeException e) {
                end = () -> answer.completeExceptionally(e);
            }
        }
    }

    FileWorker(MVStore store) {
        this.store = store;
        thread = new Thread(this::run, "pointsman-state-file");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns the later answer of a request; a failure if too many wait, or the file is closed. */
    <T> CompletionStage<T> submit(Supplier<T> request) {
        Task<T> task = new Task<>(request);
        if (closed || !tasks.offer(task)) {
            task.answer.completeExceptionally(
                    new IllegalStateException(closed ? "the file is closed" : "the file is too slow"));
        }
        return task.answer;
    }

    private void run() {
        List<Task<?>> batch = new ArrayList<>();
        while (!closed || !tasks.isEmpty()) {
            try {
                Task<?> first = tasks.poll(50, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    tasks.drainTo(batch);
                    execute(batch);
                } else if (committed) {
                    compact();
                }
            } catch (InterruptedException e) {
                closed = true;
            }
            batch.clear();
        }
    }

    /** Rewrites parts of the file that are mostly unused, some at a time. */
    private void compact() {
        long now = System.nanoTime();
        if (now - compactedAt > COMPACTION_INTERVAL) {
            compactedAt = now;
            try {
                committed = store.compact(FILL_RATE, COMPACTION_BYTES);
                store.commit();
            } catch (RuntimeException e) {
                LOG.warn("The file of state could not be compacted", e);
            }
        }
    }

    private void execute(List<Task<?>> batch) {
        batch.forEach(Task::execute);
        try {
            store.commit();
            committed = true;
        } catch (RuntimeException e) { // such as of a full disk
            batch.forEach(task -> task.answer.completeExceptionally(e));
        }
        batch.forEach(task -> task.end.run());
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tasks.forEach(task -> task.answer.completeExceptionally(new IllegalStateException("the file is closed")));
    }
}
