package dev.pointsman.router;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Lets time pass: for backoff and for waiting. Safe for all threads. */
@FunctionalInterface
public interface Scheduler {

    /**
     * Something that is done when a time has passed, never sooner.
     *
     * @param nanos how long; over 0
     * @return completed after that time
     */
    CompletableFuture<Void> after(long nanos);

    /**
     * The machine's time, waited for by the JDK's own timer thread.
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
