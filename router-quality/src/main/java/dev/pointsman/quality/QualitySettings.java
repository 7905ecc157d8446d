package dev.pointsman.quality;

import java.time.Duration;

/**
 * Settings of a quality monitor.
 *
 * @param baseline time for which a baseline is learned before it is frozen; at least 1 hour
 * @param falseAlarms expected number of streams with a false alarm in 30 days; over 0
 * @param streams number of streams that share it; 0 for eight per model
 * @param sessionIdle time after which a session counts as ended; over 0
 * @param onAlarm the reaction to an alarm of the label {@link QualityLabel#MODEL}
 * @param prior weight of the configured quality, in grades; over 0
 * @param memory number of grades that learned quality remembers; at least 1
 * @param trialsPerHour observations that a lowered model should get in an hour; at least 0
 * @param decisions number of decisions whose answers may still be observed or graded; rounded up to a power of two
 * @param queue number of answers that may wait to be checked; at least 1
 */
public record QualitySettings(
        Duration baseline,
        double falseAlarms,
        int streams,
        Duration sessionIdle,
        OnAlarm onAlarm,
        double prior,
        double memory,
        double trialsPerHour,
        int decisions,
        int queue) {

    /** The defaults. */
    public static final QualitySettings DEFAULT = new QualitySettings(
            Duration.ofDays(21), 1, 0, Duration.ofMinutes(30), OnAlarm.LOWER, 100, 400, 6, 1 << 16, 4096);

    /** Reaction to an alarm of one model. */
    public enum OnAlarm {
        /** Listeners are told. */
        ALERT,
        /** Its learned quality also forgets what is older than the last few grades. */
        LOWER,
        /**
         * It also gets no calls until the change is accepted, or the model reset; unless it is the last available one of
         * its tier, or another model of its pool is held.
         */
        HOLD
    }

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public QualitySettings {
        require(baseline.compareTo(Duration.ofHours(1)) >= 0, "baseline", baseline, ">= 1 h");
        require(falseAlarms > 0, "falseAlarms", falseAlarms, "> 0");
        require(streams >= 0, "streams", streams, ">= 0");
        require(sessionIdle.compareTo(Duration.ZERO) > 0, "sessionIdle", sessionIdle, "> 0");
        require(prior > 0, "prior", prior, "> 0");
        require(memory >= 1, "memory", memory, ">= 1");
        require(trialsPerHour >= 0, "trialsPerHour", trialsPerHour, ">= 0");
        require(decisions >= 1 && decisions <= 1 << 22, "decisions", decisions, "1 to 4194304");
        require(queue >= 1, "queue", queue, ">= 1");
    }

    private static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }

    /** Returns the constants of the tests. */
    DriftSettings drift(int models) {
        double all = streams > 0 ? streams : 8.0 * Math.max(1, models);
        return new DriftSettings(baseline.toHours(), all, falseAlarms, sessionIdle.toNanos());
    }
}
