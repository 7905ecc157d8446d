package dev.pointsman.replay.internal.fit;

import org.HdrHistogram.Histogram;

/** Histogram of durations with a relative error of 0.1 %, in constant memory. */
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

    /** Returns a quantile in seconds; 0 if there are no values. */
    double quantile(double share) {
        return histogram.getValueAtPercentile(PERCENT * share) / MICROS;
    }
}
