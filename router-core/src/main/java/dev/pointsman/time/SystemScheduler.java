package dev.pointsman.time;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Delays by the JDK's timer thread. Most hedges are cancelled before their time, and leave no timer behind. */
final class SystemScheduler {
    private SystemScheduler() {}

    @SuppressWarnings("FutureReturnValueIgnored") // each of the two ends with the other
    static CompletableFuture<Void> after(long nanos) {
        CompletableFuture<Void> timer = new CompletableFuture<>();
        CompletableFuture<Void> late = timer.thenRunAsync(() -> {});
        late.whenComplete((nothing, cancelled) -> timer.cancel(false));
        timer.completeOnTimeout(null, nanos, TimeUnit.NANOSECONDS);
        return late;
    }
}
