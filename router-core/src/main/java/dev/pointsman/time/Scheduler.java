package dev.pointsman.time;

import java.util.concurrent.CompletableFuture;

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
     * Returns a scheduler that uses the JDK's timer thread. Cancelling a future removes its timer.
     *
     * @return the scheduler
     */
    static Scheduler system() {
        return SystemScheduler::after;
    }
}
