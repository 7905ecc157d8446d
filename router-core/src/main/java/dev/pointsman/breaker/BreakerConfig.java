package dev.pointsman.breaker;

import java.time.Duration;
import java.util.List;

/**
 * Configuration of a circuit breaker: thresholds, open time and recovery.
 *
 * @param consecutiveFailures number of failures in a row that trip it; more are needed under traffic so high that a
 *     model with a few percent of errors would trip more than once per hour by chance; at least 1
 * @param failureRate share of failed calls in the window that trips it, including calls in flight that began before the
 *     last failed one; over 0, at most 1
 * @param minimumCalls minimum number of calls in the window for the rates to apply; at least 1
 * @param window time constant of the exponentially decaying window; over 0
 * @param slowFactor a call is slow if it takes this many times longer than predicted by the model's long-run means,
 *     relative to the current slowdown of the other models of its tier; over 1
 * @param slowRate share of slow calls in the window that trips it, unless no other model of its tier is closed; over 0,
 *     at most 1
 * @param openFor open time after the first trip, doubled with each further one; over 0
 * @param openAtMost the maximum open time; at least {@code openFor}
 * @param jitter random variation of the open time, as a share up and down, so that many routers don't try at once; 0 to
 *     under 1
 * @param ramp maximum calls in flight at each stage after it half-opens; begins with 1, the trial, and increases
 * @param outFor time a model is disabled after its provider refused the key, the model or the quota; over 0
 * @param trafficShare under high traffic, the failures in a row must be at least this share of the window's calls, if
 *     that is more than {@code consecutiveFailures}; 0 to 1, where 0 disables the rule
 * @param trialLimit time after which a trial that is never ended releases its permit; over 0
 * @param cooldownAtMost the maximum length of a cooldown requested by a provider; over 0
 */
public record BreakerConfig(
        int consecutiveFailures,
        double failureRate,
        int minimumCalls,
        Duration window,
        double slowFactor,
        double slowRate,
        Duration openFor,
        Duration openAtMost,
        double jitter,
        List<Integer> ramp,
        Duration outFor,
        double trafficShare,
        Duration trialLimit,
        Duration cooldownAtMost) {

    /**
     * 3 failures in a row, or half of at least 8 calls in 30 s, or 80 % of them five times too slow; open 5 s to 30 s
     * with 10 % jitter; ramp of 1, 5, 10 calls; disabled for 5 min; a trial lasts at most 2 min, a cooldown 15 min.
     */
    public static final BreakerConfig DEFAULT = new BreakerConfig(
            3,
            .5,
            8,
            Duration.ofSeconds(30),
            5,
            .8,
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            .1,
            List.of(1, 5, 10),
            Duration.ofMinutes(5),
            0,
            Duration.ofMinutes(2),
            Duration.ofMinutes(15));

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public BreakerConfig {
        require(consecutiveFailures >= 1, "consecutiveFailures", consecutiveFailures, ">= 1");
        require(failureRate > 0 && failureRate <= 1, "failureRate", failureRate, "> 0 and <= 1");
        require(minimumCalls >= 1, "minimumCalls", minimumCalls, ">= 1");
        positive(window, "window");
        require(slowFactor > 1, "slowFactor", slowFactor, "> 1");
        require(slowRate > 0 && slowRate <= 1, "slowRate", slowRate, "> 0 and <= 1");
        positive(openFor, "openFor");
        require(openAtMost.compareTo(openFor) >= 0, "openAtMost", openAtMost, ">= openFor");
        require(jitter >= 0 && jitter < 1, "jitter", jitter, ">= 0 and < 1");
        ramp = List.copyOf(ramp);
        require(!ramp.isEmpty() && ramp.get(0) == 1 && rises(ramp), "ramp", ramp, "1, then rising");
        positive(outFor, "outFor");
        require(trafficShare >= 0 && trafficShare <= 1, "trafficShare", trafficShare, ">= 0 and <= 1");
        positive(trialLimit, "trialLimit");
        positive(cooldownAtMost, "cooldownAtMost");
    }

    private static boolean rises(List<Integer> stages) {
        for (int i = 1; i < stages.size(); i++) {
            if (stages.get(i) <= stages.get(i - 1)) {
                return false;
            }
        }
        return true;
    }

    private static void positive(Duration value, String name) {
        require(!value.isZero() && !value.isNegative(), name, value, "> 0");
    }

    private static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
