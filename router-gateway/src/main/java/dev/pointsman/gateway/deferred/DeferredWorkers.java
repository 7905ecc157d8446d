package dev.pointsman.gateway.deferred;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Thread that runs deferred calls, from the start of the server to its end. */
@Singleton
@Requires(beans = SealedCalls.class)
@SuppressWarnings("FutureReturnValueIgnored") // the tasks catch their errors and end with their thread
final class DeferredWorkers implements ApplicationEventListener<ServerStartupEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(DeferredWorkers.class);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final long STEP = 500; // milliseconds
    private static final long LAST = 2_000;
    private static final long POLL = 10;

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, work -> {
        Thread made = new Thread(work, "pointsman-deferred");
        made.setDaemon(true);
        return made;
    });
    private final @Nullable DeferredWorker worker;

    DeferredWorkers(@Nullable SealedCalls calls, DeferredRun runner, DeferredCallStatus status) {
        worker = calls == null ? null : new DeferredWorker(calls, runner, status, this::execute, LEASE);
    }

    private void execute(Runnable task) {
        if (!thread.isShutdown()) {
            thread.execute(() -> guarded(task));
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) { // the next step tries again
            LOG.error("A step of the deferred calls failed", e);
        }
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        DeferredWorker steps = worker;
        if (steps != null) {
            thread.scheduleWithFixedDelay(
                    () -> guarded(() -> steps.step(System.nanoTime())), 0, STEP, TimeUnit.MILLISECONDS);
        }
    }

    /** Gives running calls back, and waits a moment for the store. */
    @PreDestroy
    void close() {
        DeferredWorker steps = worker;
        try {
            if (steps != null) {
                thread.submit(steps::close).get(LAST, TimeUnit.MILLISECONDS);
                long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LAST);
                while (!thread.submit(steps::isIdle).get() && System.nanoTime() - end < 0) {
                    Thread.sleep(POLL);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Running deferred calls could not be given back", e);
        }
        thread.shutdownNow();
    }
}
