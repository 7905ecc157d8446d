package dev.pointsman.examples.demo;

import dev.pointsman.micronaut.chat.ChatClient;
import dev.pointsman.model.Goal;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.wire.ChatRequest;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Generator of streamed calls at a constant rate, to demonstrate the router; present only with the embedded providers.
 */
@Singleton
@Requires(bean = EmbeddedProviders.class)
final class DemoTraffic {
    static final int PER_SECOND = 10;

    private static final Logger LOG = LoggerFactory.getLogger(DemoTraffic.class);
    private static final int AT_ONCE = 60;
    private static final String POOL = "chat";
    private static final List<String> FIRST = List.of("balanced", "speed", "cost");

    private final ChatClient client;
    private final ModelRouter router;
    private final TaskScheduler scheduler;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile String goal = FIRST.get(0);
    private @Nullable ScheduledFuture<?> task; // guarded by this

    DemoTraffic(ChatClient client, ModelRouter router, @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler) {
        this.client = client;
        this.router = router;
        this.scheduler = scheduler;
    }

    /** Returns the goals to choose from: the most common ones first, then the others. */
    List<String> goals() {
        return Stream.concat(
                        FIRST.stream(), router.operations().goals().stream().sorted())
                .distinct()
                .toList();
    }

    String goal() {
        return goal;
    }

    synchronized boolean isRunning() {
        return task != null;
    }

    /** Starts or stops the traffic, and sets its goal. */
    synchronized void set(boolean running, String wanted) {
        if (!router.operations().goals().contains(wanted)) {
            throw new IllegalArgumentException("goal: " + wanted + " (expected: one of " + goals() + ")");
        }
        goal = wanted;
        if (running && task == null) {
            task = scheduler.scheduleAtFixedRate(
                    Duration.ZERO, Duration.ofSeconds(1).dividedBy(PER_SECOND), this::call);
        } else if (!running) {
            stop();
        }
    }

    @PreDestroy
    synchronized void stop() {
        if (task != null) {
            task.cancel(false);
            task = null;
        }
    }

    /** Starts one call, unless too many are in flight, as when all providers are slow. */
    private void call() {
        if (inFlight.incrementAndGet() > AT_ONCE) {
            inFlight.decrementAndGet();
            return;
        }
        RouteRequest route =
                RouteRequest.builder().pool(POOL).goal(Goal.of(goal)).build();
        client.stream(route, ChatRequest.user("What does a pointsman do?"))
                .flatMapMany(result -> result.value())
                .doFinally(end -> inFlight.decrementAndGet())
                .subscribe(chunk -> {}, failed -> LOG.debug("A call of the demonstration failed", failed));
    }
}
