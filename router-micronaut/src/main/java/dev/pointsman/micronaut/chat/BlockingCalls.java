package dev.pointsman.micronaut.chat;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.Objects;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Blocking waits for results; refused on event loop threads, where they could deadlock. */
final class BlockingCalls {
    private BlockingCalls() {}

    static <T> T await(Mono<T> result) {
        Thread thread = Thread.currentThread();
        if (thread instanceof FastThreadLocalThread || Schedulers.isInNonBlockingThread()) {
            throw new IllegalStateException("thread: " + thread.getName()
                    + " (expected: one that may block, as with @ExecuteOn(TaskExecutors.BLOCKING);"
                    + " the reactive methods run anywhere)");
        }
        return Objects.requireNonNull(result.block(), "result");
    }
}
