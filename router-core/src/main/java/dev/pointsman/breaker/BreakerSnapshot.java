package dev.pointsman.breaker;

import dev.pointsman.model.Exclusion.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Snapshot of a breaker, for display.
 *
 * @param state its state
 * @param refusal the reason a call would not be admitted now; null if it would be
 * @param trips number of trips since it was last fully closed
 * @param nanosUntilTrial time until it may admit a call again, in nanoseconds; 0 if that does not depend on time
 */
public record BreakerSnapshot(BreakerState state, @Nullable Reason refusal, int trips, long nanosUntilTrial) {}
