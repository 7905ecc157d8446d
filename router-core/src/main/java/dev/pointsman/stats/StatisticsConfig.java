package dev.pointsman.stats;

import java.time.Duration;

/**
 * Time constants and priors of the statistics.
 *
 * @param fast time constant of the recent latency means; over 0
 * @param slow time constant of the long-run means; over 0
 * @param success time constant of the success rate; over 0
 * @param ttft assumed time to first token before the first sample; over 0
 * @param tpot assumed time per output token before the first sample; over 0
 * @param attemptLimit the time after which an attempt that is never ended stops counting as in flight; over 0
 */
public record StatisticsConfig(
        Duration fast, Duration slow, Duration success, Duration ttft, Duration tpot, Duration attemptLimit) {

    /** 30 s, 15 min, 30 s; TTFT 0.6 s, TPOT 20 ms; an attempt counts for at most 10 min. */
    public static final StatisticsConfig DEFAULT = new StatisticsConfig(
            Duration.ofSeconds(30),
            Duration.ofSeconds(900),
            Duration.ofSeconds(30),
            Duration.ofMillis(600),
            Duration.ofMillis(20),
            Duration.ofMinutes(10));

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a duration is zero or negative
     */
    public StatisticsConfig {
        positive(fast, "fast");
        positive(slow, "slow");
        positive(success, "success");
        positive(ttft, "ttft");
        positive(tpot, "tpot");
        positive(attemptLimit, "attemptLimit");
    }

    private static void positive(Duration value, String name) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
        }
    }
}
