package dev.pointsman.replay.fit;

import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.decisionlog.OnMalformedLine;
import java.nio.file.Path;
import java.util.Iterator;

/** A log that can be read more than once. */
@FunctionalInterface
public interface LogSource {

    /**
     * Reads the log from its beginning.
     *
     * @return its records in the order of the log; the file behind it is closed at the end
     * @throws java.io.UncheckedIOException if it cannot be read; the iterator throws it, too
     */
    Iterator<LoggedDecision> read();

    /**
     * Returns the log of a file and its rotated predecessors.
     *
     * @param path the file that was written last
     * @param onMalformedLine handling of malformed lines
     * @return the log
     */
    static LogSource of(Path path, OnMalformedLine onMalformedLine) {
        return () -> new FileRecords(path, onMalformedLine);
    }

    /**
     * The records of one pool.
     *
     * @param pool the pool's name
     * @return a log without the others
     */
    default LogSource ofPool(String pool) {
        return () -> new PoolFilter(read(), pool);
    }
}
