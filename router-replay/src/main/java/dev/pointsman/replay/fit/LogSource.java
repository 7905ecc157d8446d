package dev.pointsman.replay.fit;

import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.decisionlog.OnMalformedLine;
import java.nio.file.Path;
import java.util.Iterator;

/** A log that can be read more than once. */
@FunctionalInterface
public interface LogSource {

    /**
     * Reads it from its beginning.
     *
     * @return its records in the order of the log; the file behind it is closed at the end
     * @throws java.io.UncheckedIOException if it can't be read; the iterator throws it, too
     */
    Iterator<LoggedDecision> read();

    /**
     * The log of a file and those it was continued from.
     *
     * @param path the file that was written last
     * @param onFlaw what to do with a line that can't be read
     * @return the log
     */
    static LogSource of(Path path, OnMalformedLine onFlaw) {
        return () -> new FileRecords(path, onFlaw);
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
