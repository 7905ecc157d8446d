package dev.pointsman.router;

import java.time.Duration;

/**
 * A model that is treated as down, to see how the others get on without it.
 *
 * @param model its id
 * @param share the share of calls it is down for; over 0, at most 1
 * @param left how long it will go on
 */
public record Drill(String model, double share, Duration left) {}
