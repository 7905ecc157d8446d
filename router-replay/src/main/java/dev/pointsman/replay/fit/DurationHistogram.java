package dev.pointsman.replay.fit;

import org.HdrHistogram.Histogram;

/** Seconds of many things, to a part in a thousand each, in memory that does not grow. */
final class DurationHistogram {
    private static final int DIGITS = 3;
    private static final double MICROS = 1e6;
    private static final double PERCENT = 100;
    private static final long LONGEST = 1L << 37; // microseconds, over a day

    private final Histogram histogram = new Histogram(LONGEST, DIGITS);

    void add(double seconds) {
        histogram.recordValue(Math.max(0, Math.min(LONGEST, Math.round(seconds * MICROS))));
    }

    long size() {
        return histogram.getTotalCount();
    }

    /** What so much of them do not exceed; 0 if there are none. */
    double quantile(double share) {
        return histogram.getValueAtPercentile(PERCENT * share) / MICROS;
    }
}
