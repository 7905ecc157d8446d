package dev.pointsman.state;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pointsman.model.SessionKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Session store of one process, bounded in entries. Thread-safe. */
final class InMemorySessionStore implements SessionStore {
    private final ArgumentTime time = new ArgumentTime();
    private final Cache<SessionKey, SessionState> sessions;

    InMemorySessionStore(int most, Duration idle) {
        StateChecks.require(most >= 1, "most", most, ">= 1");
        StateChecks.positive(idle, "idle");
        sessions = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(idle) // every call writes at its end, and a lookup is cheaper if it records nothing
                .ticker(time)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public @Nullable SessionState find(SessionKey session, long nowNanos) {
        time.advance(nowNanos);
        return sessions.getIfPresent(session);
    }

    @Override
    public void served(SessionKey session, ServedTurn turn, long nowNanos) {
        time.advance(nowNanos);
        sessions.asMap().compute(session, (key, before) -> SessionState.after(before, turn));
    }
}
