package dev.pointsman.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.state.ResponseStore;
import dev.pointsman.state.UsageStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file keeps usage and responses over restarts, belongs to one process, and refuses what it cannot read. */
class StateFileTest {
    private static final UsageStore.Limit BUDGET = new UsageStore.Limit("acme/usd", 1_000, Duration.ofDays(30));
    private static final Duration LIFE = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();

    @Test
    void usageOutlivesARestartAndLeasesEndWithIt() {
        try (StateFile file = open()) {
            exchange(file.usage(), "a", 1, 0, 1_000);
            assertThat(exchange(file.usage(), "a", 2, 300, 0).held()).isEqualTo(700);
        }
        clock.advance(Duration.ofSeconds(5));
        try (StateFile file = open()) {
            UsageStore.Share share = exchange(file.usage(), "b", 1, 100, 1_000);
            assertThat(share.held()).isEqualTo(600);
            assertThat(share.resets()).isEqualTo(BUDGET.period().minusSeconds(5));
        }
        try (StateFile file = open()) {
            assertThat(exchange(file.usage(), "c", 1, 0, 1_000).held()).isEqualTo(600);
        }
    }

    @Test
    void aPeriodThatEndsWhileTheFileIsClosedIsOver() {
        try (StateFile file = open()) {
            exchange(file.usage(), "a", 1, 1_000, 0);
        }
        clock.advance(BUDGET.period());
        try (StateFile file = open()) {
            assertThat(exchange(file.usage(), "a", 1, 0, 1_000).held()).isEqualTo(1_000);
        }
    }

    @Test
    void responsesOutliveARestartUntilTheyExpire() {
        try (StateFile file = open()) {
            put(file.responses(1 << 20), "a", 100);
        }
        clock.advance(LIFE.minusSeconds(1));
        try (StateFile file = open()) {
            assertThat(find(file.responses(1 << 20), "a")).hasSize(100);
        }
        clock.advance(Duration.ofSeconds(1));
        try (StateFile file = open()) {
            assertThat(find(file.responses(1 << 20), "a")).isNull();
        }
    }

    @Test
    void theLeastUsedResponsesAreRemovedBeyondTheBound() {
        try (StateFile file = open()) {
            ResponseStore store = file.responses(20_000);
            for (int i = 0; i < 100; i++) {
                assertThat(put(store, "r" + i, 744)).isTrue();
                assertThat(find(store, "r0")).isNotNull();
            }
            assertThat(find(store, "r1")).isNull();
            assertThat(find(store, "r80")).isNull();
            assertThat(find(store, "r99")).isNotNull();
            assertThat(put(store, "large", 1_000)).isFalse();
        }
        try (StateFile file = open()) {
            ResponseStore fewer = file.responses(16_000);
            assertThat(find(fewer, "r99")).isNotNull();
        }
    }

    @Test
    void aFileBelongsToOneProcess() {
        try (StateFile file = open()) {
            exchange(file.usage(), "a", 1, 0, 1);
            assertThatThrownBy(this::open)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("state: used by another process (expected: a file for each instance)");
        }
    }

    @Test
    void anotherFileIsRefusedAndNotChanged() throws IOException {
        Files.writeString(folder.resolve("state"), "tenants:\n  acme: {}\n".repeat(1_000));
        assertThatThrownBy(this::open)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("not a file of this store, or damaged");
        assertThat(folder.resolve("state")).content().startsWith("tenants:");
        assertThatThrownBy(() -> StateFile.open(folder.resolve("none/state")))
                .hasMessageContaining("none/state: cannot be created (expected: a file in a folder that exists");
    }

    @Test
    void theFileIsReadableByItsOwnerOnly() throws IOException {
        open().close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("state"))))
                .isEqualTo("rw-------");
    }

    @Test
    void requestsToAClosedFileFail() {
        StateFile file = open();
        UsageStore usage = file.usage();
        file.close();
        assertThat(usage.exchange(BUDGET, new UsageStore.Request("a", 1, 0, 1), 0))
                .isCompletedExceptionally();
    }

    private StateFile open() {
        return StateFile.open(folder.resolve("state"), clock);
    }

    private static UsageStore.Share exchange(UsageStore store, String holder, long number, long spent, long wanted) {
        return store.exchange(BUDGET, new UsageStore.Request(holder, number, spent, wanted), 0)
                .toCompletableFuture()
                .join();
    }

    private static boolean put(ResponseStore store, String id, int bytes) {
        return store.put(new ResponseStore.Key("t", id), new byte[bytes], LIFE, 0)
                .toCompletableFuture()
                .join();
    }

    private static byte @Nullable [] find(ResponseStore store, String id) {
        return store.find(new ResponseStore.Key("t", id), 0)
                .toCompletableFuture()
                .join();
    }
}
