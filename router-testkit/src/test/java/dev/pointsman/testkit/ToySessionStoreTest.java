package dev.pointsman.testkit;

import dev.pointsman.model.SessionKey;
import dev.pointsman.state.ServedTurn;
import dev.pointsman.state.SessionState;
import dev.pointsman.state.SessionStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A store that is added here alone passes the contract: another implementation edits no other module. */
class ToySessionStoreTest extends SessionStoreContract {
    @Override
    protected SessionStore store() {
        return new ToySessionStore();
    }

    /** A local view, and a queue of what a thread would send to other instances. */
    private static final class ToySessionStore implements SessionStore {
        private final Map<SessionKey, SessionState> view = new ConcurrentHashMap<>();
        private final Deque<SessionKey> changed = new ArrayDeque<>(); // guarded by itself; at most 100

        @Override
        public @Nullable SessionState find(SessionKey session, long nowNanos) {
            return view.get(session);
        }

        @Override
        public void served(SessionKey session, ServedTurn turn, long nowNanos) {
            view.compute(session, (key, before) -> SessionState.after(before, turn));
            synchronized (changed) {
                if (changed.size() == 100) {
                    changed.removeFirst();
                }
                changed.addLast(session);
            }
        }
    }
}
