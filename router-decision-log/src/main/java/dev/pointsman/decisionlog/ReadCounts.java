package dev.pointsman.decisionlog;

import java.util.EnumMap;
import java.util.Map;

/**
 * What a reader has met so far.
 *
 * @param decisions lines that were decisions
 * @param dropped decisions that the log itself says are missing
 * @param cut files that end within a line, as a process did not live to finish it
 * @param setAside lines that were set aside, by what is wrong with them; only what was met
 */
public record ReadCounts(long decisions, long dropped, int cut, Map<LineError, Long> setAside) {

    /** Copies the map. */
    public ReadCounts {
        setAside = setAside.isEmpty() ? Map.of() : new EnumMap<>(setAside);
    }

    /**
     * How many lines were set aside.
     *
     * @return the sum over all flaws
     */
    public long setAsideInAll() {
        return setAside.values().stream().mapToLong(Long::longValue).sum();
    }
}
