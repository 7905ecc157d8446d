package dev.pointsman.time.internal;

import dev.pointsman.time.Scheduler;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Waits of a call before its next attempts; a cancellation ends them early. */
public final class BackoffWait {
    private final Scheduler scheduler;
    private volatile @Nullable CompletableFuture<Void> wait; // removed under the call's lock
    private volatile boolean cancelled; // written under the call's lock, and never reset
    private volatile boolean cancelling;

    public BackoffWait(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Waits on the caller's thread; an interrupt cancels the call. */
    public void block(long nanos, Runnable cancel) {
        try {
            WaitSettings.block(begin(nanos, cancel));
        } catch (CancellationException e) {
            cancel.run();
            throw e;
        }
    }

    /** Waits, then continues; never completes if the caller has cancelled in the meantime. */
    @SuppressWarnings("FutureReturnValueIgnored") // one of the two is called
    public void then(long nanos, Runnable next, Consumer<Throwable> failure, Runnable cancel) {
        begin(nanos, cancel).whenComplete((passed, failed) -> {
            if (failed == null) {
                next.run();
            } else if (!cancelled) {
                failure.accept(failed);
            }
        });
    }

    private CompletableFuture<Void> begin(long nanos, Runnable cancel) {
        CompletableFuture<Void> waiting = scheduler.after(nanos);
        wait = waiting;
        if (cancelling) { // a cancellation since the last attempt found no wait
            cancel.run();
        }
        return waiting;
    }

    /**
     * Announces a cancellation: set before looking for a wait, and checked after beginning one, so that one of the two
     * threads sees the other.
     */
    public void cancelling() {
        cancelling = true;
    }

    public boolean isWaiting() {
        return wait != null;
    }

    public boolean isCancelled() {
        return cancelled;
    }

    /** Ends the wait; throws if the caller has cancelled. */
    public void onOver() {
        wait = null;
        if (cancelled) {
            throw new CancellationException("cancelled by the caller");
        }
    }

    /** Cancels the wait; returns its future, to be cancelled outside the lock; null without a wait. */
    public @Nullable CompletableFuture<Void> cancel() {
        CompletableFuture<Void> waiting = wait;
        wait = null;
        cancelled |= waiting != null; // a second cancellation finds none, and has no effect
        return waiting;
    }
}
