package dev.pointsman.file;

import dev.pointsman.state.ResponseStore;
import dev.pointsman.testkit.ResponseStoreContract;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class FileResponseStoreContractTest extends ResponseStoreContract {
    @TempDir
    Path folder;

    private final StateFiles files = new StateFiles();

    @Override
    protected ResponseStore store() {
        return files.open(folder).responses(16L << 20);
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
