package dev.pointsman.state.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.SessionKey;
import org.jspecify.annotations.Nullable;

/** Shared beginnings of prompts by pool, bounded: callers could make any number of them. Thread-safe. */
final class SharedPrefixes {
    private static final int MOST = 10_000;

    private final Cache<SessionKey, SharedPrefix> prefixes =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

    /** Returns the beginning of a request's prompt; null if it has none, or none that was served. */
    @Nullable
    SharedPrefix find(String pool, RouteRequest request) {
        SessionKey key = request.prefixKey(pool);
        return key == null ? null : prefixes.getIfPresent(key);
    }

    /** The same, which exists from now on. */
    @Nullable
    SharedPrefix served(String pool, RouteRequest request) {
        SessionKey key = request.prefixKey(pool);
        return key == null ? null : prefixes.get(key, unused -> new SharedPrefix());
    }
}
