package dev.pointsman.micronaut.event;

import dev.pointsman.micronaut.event.internal.RateLimitedLogger;
import dev.pointsman.micronaut.health.HealthLevel;
import dev.pointsman.micronaut.health.PoolHealth;
import dev.pointsman.micronaut.health.RouterHealth;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.time.NanoClock;
import dev.pointsman.trace.Drill;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/**
 * Monitor of pool health and drills, run after each breaker transition and periodically, on its own thread; publishes
 * changes as events.
 */
final class HealthMonitor implements AutoCloseable {
    private final ModelRouter router;
    private final RouterEvents events;
    private final RateLimitedLogger log =
            new RateLimitedLogger(LoggerFactory.getLogger(HealthMonitor.class), NanoClock.system());
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor thread;
    private final Future<?> looks;
    private final Map<String, HealthLevel> known = new HashMap<>(); // of the one thread alone
    private Set<String> drilled = new HashSet<>(); // of the one thread alone

    HealthMonitor(ModelRouter router, RouterEvents events, Duration every) {
        this.router = router;
        this.events = events;
        this.thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread made = new Thread(work, "pointsman-health");
            made.setDaemon(true);
            return made;
        });
        events.onTransition(this::ask);
        looks = thread.scheduleWithFixedDelay(this::look, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Schedules a run; several requests are merged. */
    private void ask() {
        if (asked.compareAndSet(false, true)) {
            try {
                thread.execute(this::look);
            } catch (RejectedExecutionException closed) {
                // The application is shutting down.
            }
        }
    }

    private void look() {
        asked.set(false);
        try {
            lookAtPools();
            lookAtDrills();
        } catch (RuntimeException e) { // otherwise the schedule would stop
            log.warn("Pool health could not be determined", e);
        }
    }

    private void lookAtPools() {
        for (PoolHealth pool : RouterHealth.of(router).pools()) {
            HealthLevel before = known.put(pool.pool(), pool.state());
            HealthLevel was = before == null ? HealthLevel.HEALTHY : before;
            if (was != pool.state()) {
                events.tell(new PoolHealthChangedEvent(was, pool, Instant.now()));
            }
        }
    }

    private void lookAtDrills() {
        Map<String, Drill> now = router.operations().drills().stream()
                .collect(Collectors.toMap(Drill::model, drill -> drill, (a, b) -> a));
        Set<String> before = drilled;
        drilled = now.keySet();
        now.values().stream()
                .filter(drill -> !before.contains(drill.model()))
                .forEach(drill -> events.tell(new DrillBeganEvent(drill, Instant.now())));
        before.stream()
                .filter(model -> !now.containsKey(model))
                .forEach(model -> events.tell(new DrillEndedEvent(model, Instant.now())));
    }

    @Override
    public void close() {
        looks.cancel(false);
        thread.shutdownNow();
    }
}
