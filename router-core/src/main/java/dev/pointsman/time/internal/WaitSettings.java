package dev.pointsman.time.internal;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Blocking wait on the caller's thread. */
final class WaitSettings {
    private WaitSettings() {}

    static void block(CompletableFuture<Void> until) {
        try {
            until.get();
        } catch (InterruptedException e) {
            until.cancel(false);
            Thread.currentThread().interrupt();
            CancellationException left = new CancellationException("interrupted while waiting");
            left.initCause(e);
            throw left;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the scheduler failed", e.getCause());
        }
    }
}
