package dev.pointsman.file;

import dev.pointsman.state.UsageStore;
import dev.pointsman.testkit.UsageStoreContract;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class FileUsageStoreContractTest extends UsageStoreContract {
    @TempDir
    Path folder;

    private final StateFiles files = new StateFiles();

    @Override
    protected UsageStore store() {
        return files.open(folder).usage();
    }

    @Override
    protected void pass(Duration time) {
        files.pass(time);
    }

    @AfterEach
    void close() {
        files.close();
    }
}
