package dev.pointsman.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.state.ResponseStore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Contract tests for response stores. The test of an implementation extends this class and returns the store to test;
 * all tests are inherited.
 */
public abstract class ResponseStoreContract {
    private static final ResponseStore.Key KEY = new ResponseStore.Key("acme", "resp_1");
    private static final Duration LIFE = Duration.ofSeconds(60);

    /** For subclasses. */
    protected ResponseStoreContract() {}

    /**
     * The store that is tested.
     *
     * @return a new one for at least 1 MB, without the responses of this test
     */
    protected abstract ResponseStore store();

    /**
     * Lets time pass at the store; for implementations with a clock of their own.
     *
     * @param time the time that the test has let pass, by the times that it passes as arguments
     */
    protected void pass(Duration time) {}

    /** What was never stored is absent, not an error. */
    @Test
    void anUnknownResponseIsAbsent() {
        assertThat(find(store(), KEY, StateTimes.START)).isNull();
    }

    /** A response is returned as it was stored. */
    @Test
    void aStoredResponseIsFoundUntilItExpires() {
        ResponseStore store = store();
        assertThat(put(store, KEY, "answer", StateTimes.START)).isTrue();
        pass(Duration.ofSeconds(59));
        assertThat(find(store, KEY, StateTimes.after(59))).isEqualTo("answer");
        pass(Duration.ofSeconds(1));
        assertThat(find(store, KEY, StateTimes.after(60))).isNull();
    }

    /** A response that is stored again lives for its new time. */
    @Test
    void aSecondResponseReplacesTheFirst() {
        ResponseStore store = store();
        put(store, KEY, "first", StateTimes.START);
        pass(Duration.ofSeconds(40));
        put(store, KEY, "second", StateTimes.after(40));
        pass(Duration.ofSeconds(40));
        assertThat(find(store, KEY, StateTimes.after(80))).isEqualTo("second");
    }

    /** An id may be guessed, so it opens nothing of another tenant. */
    @Test
    void aTenantNeverReceivesTheResponseOfAnotherOne() {
        ResponseStore store = store();
        put(store, KEY, "answer", StateTimes.START);
        for (String other : new String[] {"other", "", "ACME", null}) {
            ResponseStore.Key key = new ResponseStore.Key(other, KEY.id());
            assertThat(find(store, key, StateTimes.START)).isNull();
            assertThat(remove(store, key)).isFalse();
        }
        assertThat(find(store, KEY, StateTimes.START)).isEqualTo("answer");
    }

    /** Names that are joined carelessly would be equal. */
    @Test
    void namesWithSeparatorsStayApart() {
        ResponseStore store = store();
        put(store, new ResponseStore.Key("a:b", "c"), "first", StateTimes.START);
        put(store, new ResponseStore.Key("a", "b:c"), "second", StateTimes.START);
        assertThat(find(store, new ResponseStore.Key("a:b", "c"), StateTimes.START))
                .isEqualTo("first");
    }

    /** A removed response is gone. */
    @Test
    void aRemovedResponseIsAbsent() {
        ResponseStore store = store();
        put(store, KEY, "answer", StateTimes.START);
        assertThat(remove(store, KEY)).isTrue();
        assertThat(remove(store, KEY)).isFalse();
        assertThat(find(store, KEY, StateTimes.START)).isNull();
    }

    /** The caller's array is not the store's. */
    @Test
    void aStoredResponseDoesNotChangeWithItsArrays() {
        ResponseStore store = store();
        byte[] body = "answer".getBytes(UTF_8);
        store.put(KEY, body, LIFE, StateTimes.START).toCompletableFuture().join();
        body[0] = 'X';
        byte[] found = store.find(KEY, StateTimes.START).toCompletableFuture().join();
        assertThat(found).isNotNull().isEqualTo("answer".getBytes(UTF_8));
        found[0] = 'Y';
        assertThat(find(store, KEY, StateTimes.START)).isEqualTo("answer");
    }

    /** Bytes are not text. */
    @Test
    void anyBytesAreStored() {
        ResponseStore store = store();
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        store.put(KEY, all, LIFE, StateTimes.START).toCompletableFuture().join();
        assertThat(store.find(KEY, StateTimes.START).toCompletableFuture().join())
                .isEqualTo(all);
    }

    private static boolean put(ResponseStore store, ResponseStore.Key key, String body, long now) {
        return store.put(key, body.getBytes(UTF_8), LIFE, now)
                .toCompletableFuture()
                .join();
    }

    private static @Nullable String find(ResponseStore store, ResponseStore.Key key, long now) {
        byte[] body = store.find(key, now).toCompletableFuture().join();
        return body == null ? null : new String(body, UTF_8);
    }

    private static boolean remove(ResponseStore store, ResponseStore.Key key) {
        return store.remove(key, StateTimes.START).toCompletableFuture().join();
    }
}
