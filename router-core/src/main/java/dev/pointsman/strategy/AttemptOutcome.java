package dev.pointsman.strategy;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Outcome of an attempt, the input of a stateful strategy. Attempts that say nothing about the model's health are not
 * reported.
 *
 * @param failure the kind of failure; null if the attempt succeeded
 * @param latency seconds from its start to its end
 * @param ttft seconds to its first token; NaN if not observed
 * @param usage the tokens; {@link Usage#UNKNOWN} if the provider did not count them
 * @param cost US dollars; NaN if unknown
 */
public record AttemptOutcome(@Nullable FailureKind failure, double latency, double ttft, Usage usage, double cost) {

    /**
     * Whether the attempt succeeded.
     *
     * @return true if there was no failure
     */
    public boolean isSuccess() {
        return failure == null;
    }
}
