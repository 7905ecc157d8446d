package dev.pointsman.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.model.SessionKey;
import dev.pointsman.state.CachedPrompt;
import dev.pointsman.state.ServedTurn;
import dev.pointsman.state.SessionState;
import dev.pointsman.state.SessionStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Contract tests for session stores. The test of an implementation extends this class and returns the store to test; all
 * tests are inherited.
 */
public abstract class SessionStoreContract {
    private static final SessionKey SESSION = SessionKey.of("chat", "acme", "s");

    /** For subclasses. */
    protected SessionStoreContract() {}

    /**
     * The store that is tested.
     *
     * @return a new one, without the sessions of this test
     */
    protected abstract SessionStore store();

    private static void served(SessionStore store, SessionKey session, String model, long now) {
        store.served(session, new ServedTurn(model, 1, 2000, now, now), now);
    }

    private static @Nullable String model(SessionStore store, SessionKey session, long now) {
        SessionState state = store.find(session, now);
        return state == null ? null : state.model();
    }

    /** A session without a call has no previous model. */
    @Test
    void anUnknownSessionHasNoPreviousModel() {
        assertThat(model(store(), SESSION, StateTimes.START)).isNull();
    }

    /** An instance sees its own writes at once, without waiting for others. */
    @Test
    void theLatestModelIsReadAtOnce() {
        SessionStore store = store();
        served(store, SESSION, "a", StateTimes.START);
        served(store, SESSION, "b", StateTimes.after(1));
        assertThat(model(store, SESSION, StateTimes.after(1))).isEqualTo("b");
    }

    /** What a deployment has read stays known while another one serves the session. */
    @Test
    void theTurnsAndThePromptsOfSeveralModelsAreKept() {
        SessionStore store = store();
        store.served(SESSION, new ServedTurn("a", 1, 2000, StateTimes.START, StateTimes.after(1)), StateTimes.after(1));
        store.served(
                SESSION, new ServedTurn("b", 2, 3000, StateTimes.after(5), StateTimes.after(6)), StateTimes.after(6));
        assertThat(store.find(SESSION, StateTimes.after(6)))
                .isEqualTo(new SessionState(
                        2,
                        3000,
                        StateTimes.after(6),
                        new CachedPrompt(
                                "b", 3000, StateTimes.after(5), new CachedPrompt("a", 2000, StateTimes.START, null))));
    }

    /** A session's name is chosen by its caller, and may occur at several tenants. */
    @Test
    void poolsAndTenantsAreIndependent() {
        SessionStore store = store();
        served(store, SESSION, "a", StateTimes.START);
        assertThat(model(store, SessionKey.of("other", "acme", "s"), StateTimes.START))
                .isNull();
        assertThat(model(store, SessionKey.of("chat", "other", "s"), StateTimes.START))
                .isNull();
        assertThat(model(store, SessionKey.of("chat", null, "s"), StateTimes.START))
                .isNull();
        assertThat(model(store, SessionKey.of("chat", "acme", "t"), StateTimes.START))
                .isNull();
    }

    /** A call without a tenant is legal. */
    @Test
    void aSessionWithoutATenantIsStored() {
        SessionStore store = store();
        SessionKey session = SessionKey.of("chat", null, "s");
        served(store, session, "a", StateTimes.START);
        assertThat(model(store, session, StateTimes.after(1))).isEqualTo("a");
    }

    /** A clock may start anywhere and pass its greatest number. */
    @Test
    void timesOfAnyOriginAreAccepted() {
        for (long origin : StateTimes.origins()) {
            SessionStore store = store();
            served(store, SESSION, "a", origin);
            assertThat(model(store, SESSION, origin + StateTimes.SECOND))
                    .as("origin %d", origin)
                    .isEqualTo("a");
        }
    }

    /** Calls of all threads use one store. */
    @Test
    void threadsDoNotDisturbEachOther() throws Exception {
        SessionStore store = store();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> tasks = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String name = "s" + i;
                tasks.add(threads.submit(() -> {
                    SessionKey session = SessionKey.of("chat", "acme", name);
                    for (int turn = 0; turn < 500; turn++) {
                        served(store, session, name + turn, StateTimes.after(turn));
                        assertThat(model(store, session, StateTimes.after(turn)))
                                .isEqualTo(name + turn);
                    }
                }));
            }
            for (Future<?> task : tasks) {
                task.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
