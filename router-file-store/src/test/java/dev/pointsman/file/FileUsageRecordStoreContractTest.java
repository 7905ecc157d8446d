package dev.pointsman.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.state.UsageRecordStore;
import dev.pointsman.testkit.UsageRecordStoreContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileUsageRecordStoreContractTest extends UsageRecordStoreContract {
    @TempDir
    Path folder;

    private final StateFiles files = new StateFiles();

    private @Nullable UsageRecordStore store;

    @Override
    protected UsageRecordStore store() {
        UsageRecordStore open = store == null ? files.open(folder).usageRecords() : store;
        store = open;
        return open;
    }

    @Test
    void aGroupIsForgottenAfterItsLife() {
        UsageRecordStore store = store();
        add(store, 1, "monday");
        files.pass(Duration.ofMinutes(9));
        add(store, 2, "tuesday");
        assertThat(sums(store, "monday")).hasSize(1);
        files.pass(Duration.ofMinutes(2));
        add(store, 3, "wednesday");
        assertThat(sums(store, "monday")).isEmpty();
        assertThat(sums(store, "tuesday")).hasSize(1);
    }

    private static void add(UsageRecordStore store, long number, String group) {
        store.add(new UsageRecordStore.Batch(
                        "one", number, group, Map.of("a", new double[] {1}), Duration.ofMinutes(10)))
                .toCompletableFuture()
                .join();
    }

    private static Map<String, double[]> sums(UsageRecordStore store, String group) {
        return store.sums(group).toCompletableFuture().join();
    }

    @AfterEach
    void close() {
        files.close();
    }
}
