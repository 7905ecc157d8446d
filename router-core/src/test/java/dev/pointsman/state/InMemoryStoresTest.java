package dev.pointsman.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.model.Operation;
import dev.pointsman.model.SessionKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The in-memory stores are bounded, and their time is an argument. */
class InMemoryStoresTest {
    private static final long SECOND = 1_000_000_000;
    private static final long NOW = Long.sum(Long.MAX_VALUE, -SECOND); // overflows after a second

    @Test
    void sessionsAreBoundedInNumber() {
        SessionStore store = SessionStore.inMemory(100, Duration.ofMinutes(1));
        for (int i = 0; i < 10_000; i++) {
            served(store, session(i), "a", NOW);
        }
        long kept = 0;
        for (int i = 0; i < 10_000; i++) {
            kept += model(store, session(i), NOW) == null ? 0 : 1;
        }
        assertThat(kept).isBetween(1L, 100L);
    }

    @Test
    void anIdleSessionExpiresAndATurnKeepsIt() {
        SessionStore store = SessionStore.inMemory(100, Duration.ofMinutes(1));
        served(store, session(1), "a", NOW);
        assertThat(model(store, session(1), NOW + 59 * SECOND)).isEqualTo("a");
        served(store, session(1), "b", NOW + 59 * SECOND);
        assertThat(model(store, session(1), NOW + 118 * SECOND)).isEqualTo("b");
        assertThat(model(store, session(1), NOW + 119 * SECOND)).isNull();
    }

    @Test
    void aSessionOfThreeModelsTakesLessThanThreeHundredBytes() {
        int sessions = 100_000;
        SessionStore[] stores = {SessionStore.inMemory()};
        fill(stores[0], 1000); // loads the classes
        stores[0] = SessionStore.inMemory();
        long before = usedBytes();
        fill(stores[0], sessions);
        double bytes = (double) (usedBytes() - before) / sessions;

        assertThat(model(stores[0], session(sessions - 1), NOW)).isEqualTo("c");
        System.out.printf("bytes of a session with three models: %.0f%n", bytes);
        assertThat(bytes).isBetween(100., 300.);
    }

    private static void fill(SessionStore store, int sessions) {
        for (int i = 0; i < sessions; i++) {
            SessionKey session = session(i);
            served(store, session, "a", NOW);
            served(store, session, "b", NOW);
            served(store, session, "c", NOW);
        }
    }

    private static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    @Test
    void anEarlierTimeDoesNotTurnTheClockBack() {
        SessionStore store = SessionStore.inMemory(100, Duration.ofMinutes(1));
        served(store, session(1), "a", NOW);
        served(store, session(2), "b", NOW + 30 * SECOND);
        assertThat(model(store, session(1), NOW + SECOND)).isEqualTo("a");
        assertThat(model(store, session(2), NOW + 89 * SECOND)).isEqualTo("b");
    }

    @Test
    void responsesAreBoundedInBytes() {
        ResponseStore store = ResponseStore.inMemory(1 << 20);
        for (int i = 0; i < 100; i++) {
            assertThat(store.put(key(i), new byte[50_000], Duration.ofMinutes(1), NOW)
                            .toCompletableFuture()
                            .join())
                    .isTrue();
        }
        long bytes = 0;
        for (int i = 0; i < 100; i++) {
            byte[] found = store.find(key(i), NOW).toCompletableFuture().join();
            bytes += found == null ? 0 : found.length;
        }
        assertThat(bytes).isBetween(500_000L, 1L << 20);
    }

    @Test
    void aResponseThatIsTooLargeReplacesAnOlderOneByNothing() {
        ResponseStore store = ResponseStore.inMemory(16 * 1_256);
        assertThat(put(store, new byte[1_000])).isTrue();
        assertThat(put(store, new byte[1_001])).isFalse();
        assertThat(store.find(key(1), NOW).toCompletableFuture().join()).isNull();
    }

    @Test
    void aStoreWithoutMemoryStoresNothing() {
        assertThat(put(ResponseStore.inMemory(0), new byte[0])).isFalse();
    }

    @Test
    void valuesOutOfRangeAreRejected() {
        assertThatThrownBy(() -> SessionStore.inMemory(0, Duration.ofMinutes(1)))
                .hasMessage("most: 0 (expected: >= 1)");
        assertThatThrownBy(() -> SessionStore.inMemory(1, Duration.ZERO)).hasMessage("idle: PT0S (expected: > 0)");
        assertThatThrownBy(() -> ResponseStore.inMemory(-1)).hasMessage("memory: -1 (expected: >= 0)");
        assertThatThrownBy(() -> ResponseStore.inMemory(10_000).put(key(1), new byte[1], Duration.ofSeconds(-1), NOW))
                .hasMessage("life: PT-1S (expected: > 0)");
        assertThatThrownBy(() -> new UsageStore.Limit(" ", 1, Duration.ofMinutes(1)))
                .hasMessage("id: \" \" (expected: an id, not blank)");
        assertThatThrownBy(() -> new UsageStore.Limit("a", 0, Duration.ofMinutes(1)))
                .hasMessage("amount: 0 (expected: > 0)");
        assertThatThrownBy(() -> new UsageStore.Request("a", 1, -1, 0)).hasMessage("spent: -1 (expected: >= 0)");
        assertThatThrownBy(() -> new HealthExchange.Event(
                        "a", "p", Operation.CHAT, HealthExchange.Event.Kind.OPENED, Duration.ZERO))
                .hasMessage("left: PT0S (expected: > 0)");
    }

    private static boolean put(ResponseStore store, byte[] body) {
        return store.put(key(1), body, Duration.ofMinutes(1), NOW)
                .toCompletableFuture()
                .join();
    }

    private static void served(SessionStore store, SessionKey session, String model, long now) {
        store.served(session, new ServedTurn(model, 1, 0, now, now), now);
    }

    private static @Nullable String model(SessionStore store, SessionKey session, long now) {
        SessionState state = store.find(session, now);
        return state == null ? null : state.model();
    }

    private static SessionKey session(int number) {
        return SessionKey.of("pool", null, "s" + number);
    }

    private static ResponseStore.Key key(int number) {
        return new ResponseStore.Key("t", "r" + number);
    }
}
