package dev.pointsman.state;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Session store of one process, bounded in entries. Thread-safe. */
final class InMemorySessionStore implements SessionStore {
    private final ArgumentTime time = new ArgumentTime();
    private final Cache<Key, String> models;

    InMemorySessionStore(int most, Duration idle) {
        StateChecks.require(most >= 1, "most", most, ">= 1");
        StateChecks.positive(idle, "idle");
        models = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterAccess(idle)
                .ticker(time)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public @Nullable String previousModel(Key session, long nowNanos) {
        time.advance(nowNanos);
        return models.getIfPresent(session);
    }

    @Override
    public void served(Key session, String model, long nowNanos) {
        time.advance(nowNanos);
        models.put(session, model);
    }
}
