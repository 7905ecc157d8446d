package dev.pointsman.router;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call's waits before its next attempts, which a caller who leaves cuts short. */
final class BackoffWait {
    private final Scheduler scheduler;
    private volatile @Nullable CompletableFuture<Void> wait; // taken away under the call's guard
    private volatile boolean left; // written under the call's guard, and never taken back
    private volatile boolean leaving;

    BackoffWait(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Waits on the caller's own thread, whose interrupt is its leaving. */
    void block(long nanos, Runnable leave) {
        try {
            WaitSettings.block(begin(nanos, leave));
        } catch (CancellationException e) {
            leave.run();
            throw e;
        }
    }

    /** Waits, and goes on; never completes if the caller has left in between, as nobody waits for it then. */
    @SuppressWarnings("FutureReturnValueIgnored") // what comes of the stages is told to the one that is returned
    <T> CompletableFuture<T> then(long nanos, Supplier<CompletionStage<T>> next, Runnable leave) {
        CompletableFuture<T> later = new CompletableFuture<>();
        begin(nanos, leave).whenComplete((passed, failed) -> {
            if (failed == null) {
                next.get().whenComplete((value, error) -> tell(later, value, error));
            } else if (!left) {
                later.completeExceptionally(failed);
            }
        });
        return later;
    }

    private CompletableFuture<Void> begin(long nanos, Runnable leave) {
        CompletableFuture<Void> waiting = scheduler.after(nanos);
        wait = waiting;
        if (leaving) { // who left since the last attempt has found no wait
            leave.run();
        }
        return waiting;
    }

    private static <T> void tell(CompletableFuture<T> later, @Nullable T value, @Nullable Throwable error) {
        if (error == null) {
            later.complete(value);
        } else {
            later.completeExceptionally(error);
        }
    }

    /** The caller wants to leave. Said before looking for a wait, and looked at after beginning one: one of the two sees. */
    void leaving() {
        leaving = true;
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
        left |= waiting != null; // who comes second finds none, and has nothing to undo
        return waiting;
    }
}
