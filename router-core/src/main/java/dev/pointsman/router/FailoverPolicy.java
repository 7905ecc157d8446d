package dev.pointsman.router;

import java.time.Duration;

/**
 * How far a call goes before it gives up.
 *
 * @param attempts the most attempts of one call, over all models; at least 1
 * @param deadline after this time no attempt begins; over 0
 * @param panic whether a call for which every model's breaker is open tries the best one all the same
 */
public record FailoverPolicy(int attempts, Duration deadline, boolean panic) {

  /** At most 4 attempts begun within 120 s; an open breaker is passed over rather than failing without a try. */
  public static final FailoverPolicy DEFAULT = new FailoverPolicy(4, Duration.ofSeconds(120), true);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public FailoverPolicy {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts: " + attempts + " (expected: >= 1)");
    }
    if (deadline.isZero() || deadline.isNegative()) {
      throw new IllegalArgumentException("deadline: " + deadline + " (expected: > 0)");
    }
  }
}
