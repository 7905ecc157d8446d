package dev.pointsman.micronaut.quality;

import java.util.Arrays;

/** Usual number of answers by hour of the day, from a count that only grows. Not thread-safe. */
final class QuietHours {
    private static final int HOURS = 24;
    private static final int QUIET = 8;
    private static final double WEIGHT = 0.3; // of the latest day
    private static final long HOUR_MILLIS = 3_600_000;

    private final double[] usual = new double[HOURS];
    private long hour = Long.MIN_VALUE;
    private long before;
    private long began;

    /** Adds the count at a time. */
    void add(long count, long millis) {
        long now = Math.floorDiv(millis, HOUR_MILLIS);
        if (hour == Long.MIN_VALUE) {
            hour = now;
            began = count;
        } else if (now != hour) {
            int slot = Math.floorMod(hour, HOURS);
            usual[slot] += WEIGHT * (before - began - usual[slot]);
            hour = now;
            began = before;
        }
        before = count;
    }

    /** Returns whether a time is in one of the eight hours with the fewest answers. */
    boolean isQuiet(long millis) {
        double[] sorted = usual.clone();
        Arrays.sort(sorted);
        return usual[Math.floorMod(Math.floorDiv(millis, HOUR_MILLIS), HOURS)] <= sorted[QUIET - 1];
    }
}
