package dev.pointsman.trace;

import java.time.Duration;

/**
 * Drill: a simulated outage of one model, to test failover.
 *
 * @param model the model's id
 * @param share the share of calls it is down for; over 0, at most 1
 * @param left the remaining time
 */
public record Drill(String model, double share, Duration left) {}
