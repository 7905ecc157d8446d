package dev.pointsman.router;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call's waits before its next attempts, which a caller who leaves cuts short. */
final class Pause {
    private final Scheduler scheduler;
    private volatile @Nullable CompletableFuture<Void> wait; // taken away under the call's guard
    private volatile boolean left; // written under the call's guard

    Pause(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    CompletableFuture<Void> begin(long nanos) {
        CompletableFuture<Void> waiting = scheduler.after(nanos);
        wait = waiting;
        return waiting;
    }

    /** Waits, and goes on; never completes if the caller has left in between, as nobody waits for it then. */
    @SuppressWarnings("FutureReturnValueIgnored") // what comes of the stages is told to the one that is returned
    <T> CompletableFuture<T> then(long nanos, Supplier<CompletionStage<T>> next) {
        CompletableFuture<T> later = new CompletableFuture<>();
        begin(nanos).whenComplete((passed, failed) -> {
            if (failed == null) {
                next.get().whenComplete((value, error) -> tell(later, value, error));
            } else if (!left) {
                later.completeExceptionally(failed);
            }
        });
        return later;
    }

    private static <T> void tell(CompletableFuture<T> later, @Nullable T value, @Nullable Throwable error) {
        if (error == null) {
            later.complete(value);
        } else {
            later.completeExceptionally(error);
        }
    }

    boolean isUnderWay() {
        return wait != null;
    }

    boolean hasLeft() {
        return left;
    }

    /** The wait is over: the call goes on, unless the caller has left. */
    void over() {
        wait = null;
        if (left) {
            throw new CancellationException("the caller left");
        }
    }

    /** The caller leaves. Gives what is waited for, for somebody to cancel outside of the guard; null without a wait. */
    @Nullable
    CompletableFuture<Void> leave() {
        CompletableFuture<Void> waiting = wait;
        wait = null;
        left = waiting != null;
        return waiting;
    }
}
