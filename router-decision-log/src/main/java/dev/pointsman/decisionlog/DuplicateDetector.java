package dev.pointsman.decisionlog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds decisions that stand in a log twice, as long as the first of the two is not too far back: a log may be of any
 * length, and the memory must not be. For one thread.
 *
 * <p>A decision is the same if its router, its number and its time are. The number alone won't do: a router whose name is
 * configured counts anew after a restart. Kept of a decision are 64 bits of these, well mixed, so that two of them are
 * taken for one less than once in a million million lines.
 */
final class DuplicateDetector {
    private static final int KEPT = 1 << 19;
    private static final int LINE_BITS = 40;

    private final RecentKeys met = new RecentKeys(KEPT);
    private final List<Path> files = new ArrayList<>();

    /** The lines that follow are of another file. */
    void in(Path file) {
        files.add(file);
    }

    /** Refuses a decision that was met before. */
    void check(LoggedDecision decision, long line) throws MalformedLineException {
        long before = met.before(key(decision), (files.size() - 1L) << LINE_BITS | line);
        if (before != RecentKeys.NOWHERE) {
            Path file = files.get((int) (before >>> LINE_BITS));
            long there = before & (1L << LINE_BITS) - 1;
            throw MalformedLineException.at(
                    "number",
                    LineError.DOUBLE,
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
