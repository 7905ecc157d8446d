package dev.pointsman.file;

import dev.pointsman.state.UsageStore;
import dev.pointsman.testkit.UsageStoreContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class FileUsageStoreContractTest extends UsageStoreContract {
    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private final List<StateFile> files = new ArrayList<>();

    @Override
    protected UsageStore store() {
        StateFile file = StateFile.open(folder.resolve("state-" + files.size()), clock);
        files.add(file);
        return file.usage();
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
