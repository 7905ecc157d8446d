package dev.pointsman.testkit;

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
        private final Map<Key, String> view = new ConcurrentHashMap<>();
        private final Deque<Key> changed = new ArrayDeque<>(); // guarded by itself; at most 100

        @Override
        public @Nullable String previousModel(Key session, long nowNanos) {
            return view.get(session);
        }

        @Override
        public void served(Key session, String model, long nowNanos) {
            view.put(session, model);
            synchronized (changed) {
                if (changed.size() == 100) {
                    changed.removeFirst();
                }
                changed.addLast(session);
            }
        }
    }
}
