package dev.pointsman.router;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pointsman.model.RouteRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Which model served a session last; forgets sessions that are quiet, and the quietest when there are too many. */
final class SessionHistory {
    private static final int MOST = 100_000;
    private static final Duration QUIET = Duration.ofMinutes(30);

    private final Cache<Key, String> models;

    /** Sessions of two tenants, or in two pools, have nothing to do with one another. */
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
