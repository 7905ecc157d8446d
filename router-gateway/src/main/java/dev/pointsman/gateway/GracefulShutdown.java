package dev.pointsman.gateway;

import dev.pointsman.gateway.request.RequestLease;
import dev.pointsman.gateway.request.RequestLedger;
import dev.pointsman.gateway.response.RefusedCallException;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.micronaut.runtime.graceful.GracefulShutdownConfiguration;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Graceful shutdown: refuses new calls, lets calls in progress end within the grace period, and ends the rest with an
 * error. Safe for all threads.
 *
 * <p>Runs first and on the thread of the shutdown, so that meanwhile the server still listens and answers, and the
 * timers of retries still run.
 */
@Singleton
@Order(Ordered.HIGHEST_PRECEDENCE)
final class GracefulShutdown implements GracefulShutdownCapable {
    private static final Logger LOG = LoggerFactory.getLogger(GracefulShutdown.class);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final Duration grace;
    private final Sinks.Empty<Void> cut = Sinks.empty();
    private boolean draining; // guarded by this
    private int underWay; // guarded by this

    GracefulShutdown(@Nullable GracefulShutdownConfiguration configuration) {
        this.grace = configuration == null ? Duration.ZERO : configuration.getGracePeriod();
    }

    synchronized boolean isDraining() {
        return draining;
    }

    /** Returns the work of a new call, refused during the shutdown; it must not be empty by itself. */
    <T> Mono<T> around(HttpRequest<?> request, Mono<T> work) {
        RequestLease lease = RequestLedger.lease(request);
        if (!begin()) {
            return Mono.error(RefusedCallException::shuttingDown);
        }
        Mono<T> cancellable =
                work.takeUntilOther(cut.asMono()).switchIfEmpty(Mono.error(RefusedCallException::shuttingDown));
        if (lease == null) {
            return cancellable.doFinally(end -> ended());
        }
        lease.whenOver(this::ended);
        return cancellable;
    }

    /** Returns the stream, which ends with an error when the grace period is over. */
    <T> Flux<T> around(Flux<T> stream) {
        return Flux.defer(() -> {
            AtomicBoolean whole = new AtomicBoolean();
            return stream.doOnComplete(() -> whole.set(true))
                    .takeUntilOther(cut.asMono()) // an error here would not cancel the stream
                    .concatWith(Mono.defer(
                            () -> whole.get() ? Mono.empty() : Mono.error(RefusedCallException.shuttingDown())));
        });
    }

    private synchronized boolean begin() {
        if (!draining) {
            underWay++;
        }
        return !draining;
    }

    private synchronized void ended() {
        underWay--;
        notifyAll();
    }

    @Override
    public CompletionStage<?> shutdownGracefully() {
        synchronized (this) {
            draining = true;
            LOG.info("Shutting down: {} calls under way may end within {} s", underWay, grace.toSeconds());
        }
        if (!awaitEnd(grace)) {
            LOG.warn("The grace period is over: {} calls end with an error", underWay());
            cut.tryEmitEmpty();
            awaitEnd(LAST_WORDS);
        }
        return CompletableFuture.completedFuture(null);
    }

    private synchronized int underWay() {
        return underWay;
    }

    private synchronized boolean awaitEnd(Duration atMost) {
        long until = System.nanoTime() + atMost.toNanos();
        try {
            long left = atMost.toMillis();
            while (underWay > 0 && left > 0) {
                wait(left);
                left = (until - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return underWay == 0;
    }

    @Override
    public OptionalLong reportActiveTasks() {
        return OptionalLong.of(underWay());
    }
}
