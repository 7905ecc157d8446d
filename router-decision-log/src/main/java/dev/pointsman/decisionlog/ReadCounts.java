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
record ReadCounts(long decisions, long dropped, int truncated, Map<LineError, Long> skipped) {

    ReadCounts {
        skipped = skipped.isEmpty() ? Map.of() : new EnumMap<>(skipped);
    }
}
