package dev.pointsman.decisionlog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Detector of duplicate decisions in a log, within a bounded number of preceding decisions. Not thread-safe.
 *
 * <p>Decisions are equal if router, number and time are: a router with a configured name starts counting again after a
 * restart. Each decision is kept as a 64-bit hash; the probability of a false duplicate is below one in 10^12 lines.
 */
final class DuplicateDetector {
    private static final int KEPT = 1 << 19;
    private static final int LINE_BITS = 40;

    private final RecentKeys recent = new RecentKeys(KEPT);
    private final List<Path> files = new ArrayList<>();

    /** Starts the next file of the log. */
    void startFile(Path file) {
        files.add(file);
    }

    /** Rejects a decision that was read before. */
    void check(LoggedDecision decision, long line) throws MalformedLineException {
        long before = recent.putIfAbsent(key(decision), (files.size() - 1L) << LINE_BITS | line);
        if (before != RecentKeys.ABSENT) {
            Path file = files.get((int) (before >>> LINE_BITS));
            long there = before & (1L << LINE_BITS) - 1;
            throw MalformedLineException.at(
                    "number",
                    LineError.DUPLICATE,
                    decision.number(),
                    "once; decision " + decision.id() + " is at " + file + ":" + there);
        }
    }

    private static long key(LoggedDecision decision) {
        long key = mix(decision.instance().hashCode());
        key = mix(key ^ decision.number());
        key = mix(key ^ decision.nanos());
        return mix(key ^ LogSchema.micros(decision.time()));
    }

    /** Stafford's variant 13 of MurmurHash3's last step, on the next of a sequence that never stays (Weyl). */
    private static long mix(long from) {
        long z = from + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
