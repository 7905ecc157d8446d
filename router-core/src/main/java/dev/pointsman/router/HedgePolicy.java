package dev.pointsman.router;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether a second model is asked when the first one's first token is late (Dean and Barroso 2013). It is a matter of
 * adapters that know of first tokens and can cancel: {@link ModelRouter#call} and {@link ModelRouter#callAsync} make one
 * attempt after the other whatever it says; {@link RoutedCall#hedgeDelay} and {@link RoutedCall#hedge} serve the others.
 *
 * @param enabled whether hedging is on
 * @param after how long a first token may take; over 0; null for the 95th percentile of what the model has shown
 * @param budget the most hedges as a share of the pool's calls; 0 to 1
 */
public record HedgePolicy(boolean enabled, @Nullable Duration after, double budget) {

    /** No hedging. When it is switched on: after the 95th percentile, for at most 5 % of the calls. */
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
