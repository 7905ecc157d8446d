package dev.pointsman.replay.internal.fit;

import dev.pointsman.decisionlog.LoggedDecision;
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
     * @param lenient whether malformed lines and duplicates are skipped; else reading fails
     * @return the log
     */
    static LogSource of(Path path, boolean lenient) {
        return () -> new FileRecords(path, lenient);
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
