package dev.pointsman.replay.internal.fit;

import dev.pointsman.decisionlog.DecisionLogReader;
import dev.pointsman.decisionlog.LoggedDecision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The records of a file; it is closed after the last one. */
final class FileRecords implements Iterator<LoggedDecision> {
    private final DecisionLogReader reader;
    private @Nullable LoggedDecision next;

    FileRecords(Path path, boolean lenient) {
        try {
            reader = lenient ? DecisionLogReader.openLenient(path) : DecisionLogReader.open(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        advance();
    }

    private void advance() {
        try {
            next = reader.next();
            if (next == null) {
                reader.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public LoggedDecision next() {
        LoggedDecision record = next;
        if (record == null) {
            throw new NoSuchElementException();
        }
        advance();
        return record;
    }
}
