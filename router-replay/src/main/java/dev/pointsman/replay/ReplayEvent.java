package dev.pointsman.replay;

import dev.pointsman.decisionlog.LoggedDecision;

/**
 * A decision or the end of its attempt, in the order of one router. At the same nanosecond ends come first, except that
 * of an attempt that ended at once: it comes after its own decision.
 *
 * @param nanos time by the router's clock, in nanoseconds
 * @param line the record's line
 * @param record the decision
 * @param isEnd whether this is the end of its attempt
 */
record ReplayEvent(long nanos, long line, LoggedDecision record, boolean isEnd) implements Comparable<ReplayEvent> {
    private static final double NANOS = 1e9;

    static ReplayEvent decision(long line, LoggedDecision record) {
        return new ReplayEvent(record.nanos(), line, record, false);
    }

    static ReplayEvent end(long line, LoggedDecision record) {
        return new ReplayEvent(end(record), line, record, true);
    }

    /** Returns the end of an attempt, in nanoseconds of the router's clock. */
    static long end(LoggedDecision record) {
        return record.nanos() + Math.round(record.outcome().latency() * NANOS);
    }

    @Override
    public int compareTo(ReplayEvent other) {
        int byTime = Long.signum(nanos - other.nanos); // by difference: the origin may be any number
        int byRank = byTime != 0 ? byTime : Integer.compare(rank(), other.rank());
        int byNumber = byRank != 0 ? byRank : Long.compare(record.number(), other.record.number());
        return byNumber != 0 ? byNumber : Boolean.compare(isEnd, other.isEnd);
    }

    private int rank() {
        return isEnd && nanos != record.nanos() ? 0 : 1;
    }
}
