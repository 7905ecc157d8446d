package dev.pointsman.replay.internal.fit;

/** Minutes as buckets of time. */
final class MinuteBuckets {
    static final double SECONDS = 60;

    private MinuteBuckets() {}

    static int of(double seconds) {
        return (int) Math.floor(seconds / SECONDS);
    }

    static double begin(int minute) {
        return minute * SECONDS;
    }
}
