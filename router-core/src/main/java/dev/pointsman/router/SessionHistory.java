package dev.pointsman.router;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pointsman.model.RouteRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Cache of the model that last served each session; idle sessions expire, and the least recently used are evicted. */
final class SessionHistory {
    private static final int MOST = 100_000;
    private static final Duration QUIET = Duration.ofMinutes(30);

    private final Cache<Key, String> models;

    /** Sessions of different tenants or pools are independent. */
    private record Key(String pool, @Nullable String tenant, String session) {}

    SessionHistory(NanoClock clock) {
        models = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(QUIET)
                .ticker(clock::nanos)
                .executor(Runnable::run)
                .build();
    }

    @Nullable
    String previousModel(String pool, RouteRequest request) {
        String session = request.session();
        return session == null ? null : models.getIfPresent(new Key(pool, request.tenant(), session));
    }

    void served(String pool, RouteRequest request, String model) {
        String session = request.session();
        if (session != null) {
            models.put(new Key(pool, request.tenant(), session), model);
        }
    }
}
