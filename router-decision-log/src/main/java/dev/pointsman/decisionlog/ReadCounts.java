package dev.pointsman.decisionlog;

import java.util.EnumMap;
import java.util.Map;

/**
 * Counts of a reader.
 *
 * @param decisions decisions read
 * @param dropped decisions that the log reports as missing
 * @param truncated files that end within a line
 * @param skipped skipped lines by kind of error; kinds without a line are absent
 */
public record ReadCounts(long decisions, long dropped, int truncated, Map<LineError, Long> skipped) {

    /** Copies the map. */
    public ReadCounts {
        skipped = skipped.isEmpty() ? Map.of() : new EnumMap<>(skipped);
    }

    /**
     * Returns the number of skipped lines.
     *
     * @return the sum over all kinds of error
     */
    public long totalSkipped() {
        return skipped.values().stream().mapToLong(Long::longValue).sum();
    }
}
