package dev.pointsman.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.state.CallQueue;
import dev.pointsman.state.ResponseStore;
import dev.pointsman.state.UsageRecordStore;
import dev.pointsman.state.UsageStore;
import dev.pointsman.testkit.CallQueueContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCallQueueContractTest extends CallQueueContract {
    private static final ResponseStore.Key KEY = new ResponseStore.Key("acme", "one");

    @TempDir
    Path folder;

    private final StateFiles files = new StateFiles();
    private @Nullable StateFile file;

    private StateFile file() {
        StateFile open = file == null ? files.open(folder) : file;
        file = open;
        return open;
    }

    @Override
    protected CallQueue queue() {
        return file().calls();
    }

    @Override
    protected UsageRecordStore records() {
        return file().usageRecords();
    }

    @Override
    protected UsageStore usage() {
        return file().usage();
    }

    @Override
    protected void pass(Duration time) {
        files.pass(time);
    }

    /** The file belongs to one process, so that what it had claimed is lost. */
    @Test
    void aRunOfAnEarlierProcessIsLostAtOnce() {
        Path path = folder.resolve("again");
        try (StateFile before = StateFile.open(path)) {
            before.calls().add(KEY, new byte[] {1}, Duration.ofHours(1), 10);
            before.calls()
                    .claim("a", 1, Duration.ofMinutes(10))
                    .toCompletableFuture()
                    .join();
        }
        try (StateFile after = StateFile.open(path)) {
            List<CallQueue.Run> runs = after.calls()
                    .claim("b", 1, Duration.ofMinutes(10))
                    .toCompletableFuture()
                    .join();
            assertThat(runs).hasSize(1);
            assertThat(runs.get(0).lost()).isEqualTo(1);
            assertThat(runs.get(0).call()).containsExactly(1);
        }
    }

    @AfterEach
    void close() {
        files.close();
    }
}
