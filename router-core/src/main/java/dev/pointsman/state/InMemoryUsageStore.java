package dev.pointsman.state;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Usage store of one process, bounded in limits. Thread-safe. */
final class InMemoryUsageStore implements UsageStore {
    private static final int MOST = 100_000;
    static final Duration LEASE = Duration.ofSeconds(30);

    private final Cache<String, LimitUsage> limits =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

    @Override
    public CompletionStage<Share> exchange(Limit limit, Request request, long nowNanos) {
        LimitUsage usage = Objects.requireNonNull(limits.get(limit.id(), id -> new LimitUsage(nowNanos)));
        return CompletableFuture.completedFuture(usage.exchange(limit, request, nowNanos));
    }

    @Override
    public boolean isShared() {
        return false;
    }
}
