package dev.pointsman.router;

import dev.pointsman.time.internal.DurationNanos;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Timer of a call's hedge. Thread-safe. */
@SuppressWarnings("FutureReturnValueIgnored") // the timer fires or is cancelled
final class HedgeTimer {
    private volatile @Nullable CompletableFuture<Void> timer; // set once, with the first attempt

    /** Runs the hedge when the first attempt is late, if the pool hedges. */
    void start(RoutedCall call, Attempt first, Runnable hedge) {
        Duration delay = call.hedgeDelay(first);
        if (delay != null) {
            CompletableFuture<Void> late = call.engine().scheduler().after(Math.max(1, DurationNanos.of(delay)));
            timer = late;
            late.thenRun(hedge);
        }
    }

    void stop() {
        CompletableFuture<Void> late = timer;
        if (late != null) {
            late.cancel(false);
        }
    }
}
