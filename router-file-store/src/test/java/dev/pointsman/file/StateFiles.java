package dev.pointsman.file;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** New files in one folder, whose time is the test's. */
final class StateFiles implements AutoCloseable {
    private final MovableClock clock = new MovableClock();
    private final List<StateFile> files = new ArrayList<>();

    StateFile open(Path folder) {
        StateFile file = StateFile.open(folder.resolve("state-" + files.size()), clock);
        files.add(file);
        return file;
    }

    void pass(Duration time) {
        clock.advance(time);
    }

    @Override
    public void close() {
        files.forEach(StateFile::close);
    }
}
