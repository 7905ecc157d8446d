package dev.pointsman.gateway.deferred;

import dev.pointsman.state.CallQueue;
import dev.pointsman.state.ResponseStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Queue as an instance sees it that is killed at one of its steps: before a request reaches the store, or after it was
 * executed and before its answer arrives. From then on nothing of the instance reaches the store any more.
 */
final class StoppingQueue implements CallQueue {
    private final CallQueue store;
    private final Runnable killed;
    private final int last;
    private int steps;
    private volatile boolean dead;

    /** Creates a queue that lives for a number of steps; the runnable is called when it is killed. */
    StoppingQueue(CallQueue store, int last, Runnable killed) {
        this.store = store;
        this.last = last;
        this.killed = killed;
    }

    boolean isDead() {
        return dead;
    }

    /** Returns whether the instance lives on after a step. */
    synchronized boolean step() {
        if (!dead && steps++ == last) {
            dead = true;
            killed.run();
        }
        return !dead;
    }

    private <T> CompletionStage<T> during(Supplier<CompletionStage<T>> request) {
        if (!step()) {
            return new CompletableFuture<>();
        }
        T answer = request.get().toCompletableFuture().join();
        return step() ? CompletableFuture.completedFuture(answer) : new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Boolean> add(ResponseStore.Key key, byte[] call, Duration life, int most) {
        return during(() -> store.add(key, call, life, most));
    }

    @Override
    public CompletionStage<List<Run>> claim(String worker, int most, Duration lease) {
        if (dead) {
            return new CompletableFuture<>();
        }
        List<Run> runs = store.claim(worker, most, lease).toCompletableFuture().join();
        return runs.isEmpty() || step() ? CompletableFuture.completedFuture(runs) : new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Boolean> renew(Run run, Duration lease) {
        return during(() -> store.renew(run, lease));
    }

    @Override
    public CompletionStage<Boolean> end(Run run, End end) {
        return during(() -> store.end(run, end));
    }

    @Override
    public CompletionStage<@Nullable State> find(ResponseStore.Key key) {
        return store.find(key);
    }

    @Override
    public CompletionStage<Boolean> remove(ResponseStore.Key key) {
        return during(() -> store.remove(key));
    }

    @Override
    public CompletionStage<Size> size() {
        return store.size();
    }
}
