package dev.pointsman.micronaut.alert;

import dev.pointsman.breaker.BreakerState;
import dev.pointsman.micronaut.event.BreakerChangedEvent;
import dev.pointsman.micronaut.event.DrillBeganEvent;
import dev.pointsman.micronaut.event.DrillEndedEvent;
import dev.pointsman.micronaut.event.ModelCooledDownEvent;
import dev.pointsman.micronaut.event.ModelOutEvent;
import dev.pointsman.micronaut.event.PoolHealthChangedEvent;
import dev.pointsman.micronaut.event.QualityChangedEvent;
import dev.pointsman.micronaut.event.RouterEvent;
import dev.pointsman.micronaut.event.internal.EventSink;
import dev.pointsman.micronaut.event.internal.RateLimitedLogger;
import dev.pointsman.time.NanoClock;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Queues alerts for router events and sends them on a background thread. Thread-safe. */
final class AlertDispatcher implements EventSink, AutoCloseable {
    private final AlertQueue queue;
    private final Webhook webhook;
    private final NanoClock clock;
    private final Set<Class<?>> wanted;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor thread;
    private final RateLimitedLogger log =
            new RateLimitedLogger(LoggerFactory.getLogger(AlertDispatcher.class), NanoClock.system());
    private @Nullable ScheduledFuture<?> next; // confined to the thread

    AlertDispatcher(AlertSettings settings, Webhook webhook, NanoClock clock) {
        this.queue = new AlertQueue(settings);
        this.webhook = webhook;
        this.clock = clock;
        this.wanted = wanted(settings.kinds());
        this.thread = new ScheduledThreadPoolExecutor(
                1,
                work -> {
                    Thread made = new Thread(work, "pointsman-alerts");
                    made.setDaemon(true);
                    return made;
                },
                new ThreadPoolExecutor.DiscardPolicy()); // the application ends
        thread.setRemoveOnCancelPolicy(true);
    }

    @Override
    public boolean wants(Class<? extends RouterEvent> type) {
        return wanted.contains(type);
    }

    @Override
    public void accept(RouterEvent event) {
        if (event instanceof BreakerChangedEvent changed
                && changed.to() != BreakerState.OPEN
                && changed.to() != BreakerState.CLOSED) {
            return;
        }
        Alert alert = AlertFormatter.of(event);
        if (alert != null) {
            queue.offer(alert, clock.nanos());
            if (woken.compareAndSet(false, true)) {
                thread.execute(this::work);
            }
        }
    }

    private void work() {
        woken.set(false);
        try {
            Alert alert = queue.take(clock.nanos());
            while (alert != null) {
                send(alert);
                // Shutdown interrupts sending: an alert that fails so would be due again at once.
                alert = thread.isShutdown() ? null : queue.take(clock.nanos());
            }
        } finally {
            sleep(queue.untilNext(clock.nanos()));
        }
    }

    private void send(Alert alert) {
        boolean arrived = false;
        try {
            arrived = webhook.post(alert);
        } catch (RuntimeException e) { // its message may quote the address
            log.warn("An alert could not be sent: " + e.getClass().getName(), null);
        }
        if (arrived) {
            queue.arrived(alert);
        } else {
            queue.failed(alert, clock.nanos());
        }
    }

    private void sleep(long nanos) {
        if (next != null) {
            next.cancel(false);
        }
        next = nanos < 0 ? null : thread.schedule(this::work, nanos, TimeUnit.NANOSECONDS);
    }

    private static Set<Class<?>> wanted(Set<AlertKind> kinds) {
        Set<Class<?>> wanted = new HashSet<>();
        for (AlertKind kind : kinds) {
            switch (kind) {
                case CRITICAL, DEGRADED -> wanted.add(PoolHealthChangedEvent.class);
                case CREDENTIALS, QUOTA_EXHAUSTED, MODEL_NOT_FOUND -> wanted.add(ModelOutEvent.class);
                case RATE_LIMITED -> wanted.add(ModelCooledDownEvent.class);
                case QUALITY -> wanted.add(QualityChangedEvent.class);
                case OPENED -> wanted.add(BreakerChangedEvent.class);
                case DRILL -> {
                    wanted.add(DrillBeganEvent.class);
                    wanted.add(DrillEndedEvent.class);
                }
                case RECOVERED -> {
                    // A recovery is sent only after an alert of another kind.
                }
            }
        }
        return wanted;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
