package dev.pointsman.router;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Scheduler of delays, for backoff and waiting. Thread-safe. */
@FunctionalInterface
public interface Scheduler {

    /**
     * Returns a future that completes after a delay, never earlier.
     *
     * @param nanos the delay; over 0
     * @return the future
     */
    CompletableFuture<Void> after(long nanos);

    /**
     * Returns a scheduler that uses the JDK's timer thread.
     *
     * @return the scheduler
     */
    static Scheduler system() {
        return nanos -> {
            Executor later = CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS);
            return CompletableFuture.runAsync(() -> {}, later);
        };
    }
}
