package dev.pointsman.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.state.SessionStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Contract tests for session stores. The test of an implementation extends this class and returns the store to test; all
 * tests are inherited.
 */
public abstract class SessionStoreContract {
    private static final SessionStore.Key SESSION = new SessionStore.Key("chat", "acme", "s");

    /** For subclasses. */
    protected SessionStoreContract() {}

    /**
     * The store that is tested.
     *
     * @return a new one, without the sessions of this test
     */
    protected abstract SessionStore store();

    /** A session without a call has no previous model. */
    @Test
    void anUnknownSessionHasNoPreviousModel() {
        assertThat(store().previousModel(SESSION, StateTimes.START)).isNull();
    }

    /** An instance sees its own writes at once, without waiting for others. */
    @Test
    void theLatestModelIsReadAtOnce() {
        SessionStore store = store();
        store.served(SESSION, "a", StateTimes.START);
        store.served(SESSION, "b", StateTimes.after(1));
        assertThat(store.previousModel(SESSION, StateTimes.after(1))).isEqualTo("b");
    }

    /** A session's name is chosen by its caller, and may occur at several tenants. */
    @Test
    void poolsAndTenantsAreIndependent() {
        SessionStore store = store();
        store.served(SESSION, "a", StateTimes.START);
        assertThat(store.previousModel(new SessionStore.Key("other", "acme", "s"), StateTimes.START))
                .isNull();
        assertThat(store.previousModel(new SessionStore.Key("chat", "other", "s"), StateTimes.START))
                .isNull();
        assertThat(store.previousModel(new SessionStore.Key("chat", null, "s"), StateTimes.START))
                .isNull();
        assertThat(store.previousModel(new SessionStore.Key("chat", "acme", "t"), StateTimes.START))
                .isNull();
    }

    /** A call without a tenant is legal. */
    @Test
    void aSessionWithoutATenantIsStored() {
        SessionStore store = store();
        SessionStore.Key session = new SessionStore.Key("chat", null, "s");
        store.served(session, "a", StateTimes.START);
        assertThat(store.previousModel(session, StateTimes.after(1))).isEqualTo("a");
    }

    /** A clock may start anywhere and pass its greatest number. */
    @Test
    void timesOfAnyOriginAreAccepted() {
        for (long origin : StateTimes.origins()) {
            SessionStore store = store();
            store.served(SESSION, "a", origin);
            assertThat(store.previousModel(SESSION, origin + StateTimes.SECOND))
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
                    SessionStore.Key session = new SessionStore.Key("chat", "acme", name);
                    for (int turn = 0; turn < 500; turn++) {
                        store.served(session, name + turn, StateTimes.after(turn));
                        assertThat(store.previousModel(session, StateTimes.after(turn)))
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
