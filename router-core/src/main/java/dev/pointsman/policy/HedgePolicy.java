package dev.pointsman.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Hedging policy: a second model is called when the first token of the first one is late (Dean and Barroso 2013).
 * Applies to calls whose answer arrives later; a call that blocks its thread makes one attempt after the other. The
 * attempt with the first element is chosen, and the other one is cancelled.
 *
 * @param enabled whether hedging is on
 * @param after the delay before a hedge; over 0; null for the 95th percentile of the model's time to first token; longer
 *     by the time to read what is not expected to be cached of the prompt, where that is taken into account
 * @param budget the maximum share of the pool's calls that are hedged; 0 to 1
 */
public record HedgePolicy(boolean enabled, @Nullable Duration after, double budget) {

    /** No hedging; once enabled: after the 95th percentile, for at most 5 % of the calls. */
    public static final HedgePolicy OFF = new HedgePolicy(false, null, .05);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public HedgePolicy {
        if (after != null && after.compareTo(Duration.ZERO) <= 0) {
            throw new IllegalArgumentException("after: " + after + " (expected: > 0)");
        }
        if (!(budget >= 0 && budget <= 1)) {
            throw new IllegalArgumentException("budget: " + budget + " (expected: >= 0 and <= 1)");
        }
    }
}
