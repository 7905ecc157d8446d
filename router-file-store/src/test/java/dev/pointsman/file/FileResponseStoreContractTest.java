package dev.pointsman.file;

import dev.pointsman.state.ResponseStore;
import dev.pointsman.testkit.ResponseStoreContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class FileResponseStoreContractTest extends ResponseStoreContract {
    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private final List<StateFile> files = new ArrayList<>();

    @Override
    protected ResponseStore store() {
        StateFile file = StateFile.open(folder.resolve("state-" + files.size()), clock);
        files.add(file);
        return file.responses(16L << 20);
    }

    @Override
    protected void pass(Duration time) {
        clock.advance(time);
    }

    @AfterEach
    void close() {
        files.forEach(StateFile::close);
    }
}
