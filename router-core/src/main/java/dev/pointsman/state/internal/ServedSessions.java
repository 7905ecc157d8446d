package dev.pointsman.state.internal;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.state.SessionStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions of a router's requests in its store. A failing store does not fail a call. Thread-safe. */
public final class ServedSessions {
    private static final Logger LOG = LoggerFactory.getLogger("dev.pointsman.router.ModelRouter");

    private final SessionStore store;

    public ServedSessions(SessionStore store) {
        this.store = store;
    }

    public @Nullable String previousModel(String pool, RouteRequest request, long now) {
        String session = request.session();
        if (session == null) {
            return null;
        }
        try {
            return store.previousModel(new SessionStore.Key(pool, request.tenant(), session), now);
        } catch (RuntimeException e) {
            LOG.warn("The session store failed; the session counts as new", e);
            return null;
        }
    }

    public void served(String pool, RouteRequest request, String model, long now) {
        String session = request.session();
        if (session == null) {
            return;
        }
        try {
            store.served(new SessionStore.Key(pool, request.tenant(), session), model, now);
        } catch (RuntimeException e) {
            LOG.warn("The session store failed; the session is not recorded", e);
        }
    }
}
