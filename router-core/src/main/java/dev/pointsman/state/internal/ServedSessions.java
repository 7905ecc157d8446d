package dev.pointsman.state.internal;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.SessionKey;
import dev.pointsman.state.ServedTurn;
import dev.pointsman.state.SessionState;
import dev.pointsman.state.SessionStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions of a router's requests in its store. A failing store does not fail a call. Thread-safe. */
public final class ServedSessions {
    private static final Logger LOG = LoggerFactory.getLogger("dev.pointsman.router.ModelRouter");

    private final SessionStore store;
    private volatile boolean any;

    public ServedSessions(SessionStore store) {
        this.store = store;
    }

    /**
     * Returns whether any request had a session or a shared beginning of its prompt: only then is the time to read
     * prompts taken into account, for all calls.
     */
    public boolean any() {
        return any;
    }

    /** Records that there are sessions. */
    public void begin() {
        if (!any) {
            any = true;
        }
    }

    /** Returns the state of a request's session; null if it has none, or it is not known. */
    public @Nullable SessionState find(String pool, RouteRequest request, long now) {
        SessionKey session = request.sessionKey(pool);
        if (session == null) {
            return null;
        }
        begin();
        try {
            return store.find(session, now);
        } catch (RuntimeException e) {
            LOG.warn("The session store failed; the session counts as new", e);
            return null;
        }
    }

    public void served(SessionKey session, ServedTurn turn, long now) {
        try {
            store.served(session, turn, now);
        } catch (RuntimeException e) {
            LOG.warn("The session store failed; the session is not recorded", e);
        }
    }
}
