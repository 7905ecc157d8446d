package dev.pointsman.gateway.request;

import dev.pointsman.gateway.response.RefusedCallException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Bounded thread pool that parses large bodies, so that event loops are free for other callers. Safe for all threads.
 */
@Singleton
final class BodyWorkers {
    private static final int WAITING = 256;
    private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private final ThreadPoolExecutor threads;

    BodyWorkers() {
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), work -> {
                    Thread made = new Thread(work, "gateway-bodies");
                    made.setDaemon(true);
                    return made;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Runs the work on one of the threads; refuses it if the queue is full. */
    <T> Mono<T> run(Supplier<T> work) {
        return Mono.create(sink -> {
            try {
                threads.execute(() -> {
                    try {
                        sink.success(work.get());
                    } catch (RuntimeException failed) {
                        sink.error(failed);
                    }
                });
            } catch (RejectedExecutionException full) {
                sink.error(RefusedCallException.overloaded("too many large bodies wait to be parsed"));
            }
        });
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
