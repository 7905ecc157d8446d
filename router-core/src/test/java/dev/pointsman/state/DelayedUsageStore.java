package dev.pointsman.state;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Shared store of several instances in virtual time: each request arrives after half of a delay, its answer after all. */
final class DelayedUsageStore implements UsageStore {
    private final UsageStore memory = UsageStore.inMemory();
    private final Queue<Runnable> steps = new ArrayDeque<>();
    private final Queue<Long> times = new ArrayDeque<>();
    long delay = 1_000_000;
    boolean down;
    int requests;

    @Override
    public CompletionStage<Share> exchange(Limit limit, Request request, long nowNanos) {
        requests++;
        CompletableFuture<Share> answer = new CompletableFuture<>();
        long took = delay;
        boolean lost = down;
        times.add(nowNanos + took);
        steps.add(() -> {
            if (lost) {
                answer.completeExceptionally(new IllegalStateException("no connection"));
            } else {
                answer.complete(memory.exchange(limit, request, nowNanos + took / 2)
                        .toCompletableFuture()
                        .join());
            }
        });
        return answer;
    }

    /** Delivers the answers that are due. */
    void advance(long now) {
        while (!times.isEmpty() && now - times.peek() >= 0) {
            times.remove();
            steps.remove().run();
        }
    }
}
