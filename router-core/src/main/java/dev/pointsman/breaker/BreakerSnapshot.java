package dev.pointsman.breaker;

import dev.pointsman.model.Exclusion.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A breaker at one moment, for people.
 *
 * @param state its state
 * @param refusal why a call would not be admitted now; null if it would be
 * @param trips how often it tripped since it was last closed for good
 * @param nanosUntilTrial how long until it may admit a call again; 0 if that does not depend on time
 */
public record BreakerSnapshot(BreakerState state, @Nullable Reason refusal, int trips, long nanosUntilTrial) {}
