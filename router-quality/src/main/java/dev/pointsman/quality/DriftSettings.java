package dev.pointsman.quality;

/** Constants of the tests. Times in hours. */
record DriftSettings(long baselineHours, double streams, double falseAlarms, long sessionIdleNanos) {
    private static final double MONTH_HOURS = 720;

    /** Returns the evidence of an alarm: each of the streams has its share of the alarms of 30 days. */
    double threshold() {
        return Math.max(2, streams * MONTH_HOURS / falseAlarms);
    }
}
