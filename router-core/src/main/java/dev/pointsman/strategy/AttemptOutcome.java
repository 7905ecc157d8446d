package dev.pointsman.strategy;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Usage;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended, as a strategy may learn from it. Attempts that teach nothing are not among them.
 *
 * @param failure how it failed; null if it succeeded
 * @param latency seconds from its start to its end
 * @param ttft seconds to its first token; NaN if that was not seen
 * @param usage the tokens; {@link Usage#UNKNOWN} if they were not counted
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
