package dev.pointsman.replay.fit;

import dev.pointsman.replay.log.LoggedDecision;
import java.util.Iterator;

/** A log that can be read more than once. */
@FunctionalInterface
public interface LogSource {

    /**
     * Reads it from its beginning.
     *
     * @return its records in the order of the log; what it holds is given back at the end, or by the garbage collector
     */
    Iterator<LoggedDecision> read();

    /**
     * The records of one pool.
     *
     * @param pool the pool's name
     * @return a log without the others
     */
    default LogSource ofPool(String pool) {
        return () -> new OnlyPool(read(), pool);
    }
}
