package dev.pointsman.langchain4j;

import dev.pointsman.model.Timeouts;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Timer of a stream: the first event must come within one timeout, each further one within another. Events only note
 * their time; one scheduled check at a time compares it. Thread-safe.
 */
final class SilenceTimer {
    private final long firstNanos;
    private final long idleNanos;
    private final Predicate<String> onSilence;
    private volatile long lastHeard;
    private volatile boolean begun;
    private volatile boolean stopped;

    /**
     * Creates a timer.
     *
     * @param timeouts the timeouts, all set
     * @param onSilence receives the message of a timeout; returns false if an event is being delivered
     */
    SilenceTimer(Timeouts timeouts, Predicate<String> onSilence) {
        this.firstNanos = Objects.requireNonNull(timeouts.firstToken()).toNanos();
        this.idleNanos = Objects.requireNonNull(timeouts.idle()).toNanos();
        this.onSilence = onSilence;
    }

    void start() {
        lastHeard = System.nanoTime();
        schedule(firstNanos);
    }

    /** Notes an event. */
    void heard() {
        lastHeard = System.nanoTime();
        begun = true;
    }

    void stop() {
        stopped = true;
    }

    private void schedule(long nanos) {
        CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS).execute(this::check);
    }

    private void check() {
        if (stopped) {
            return;
        }
        boolean first = !begun;
        long limit = first ? firstNanos : idleNanos;
        long left = limit - (System.nanoTime() - lastHeard);
        if (left > 0) {
            schedule(left);
        } else if (!onSilence.test(
                (first ? "no token within " : "no further token within ") + Duration.ofNanos(limit))) {
            schedule(limit);
        }
    }
}
