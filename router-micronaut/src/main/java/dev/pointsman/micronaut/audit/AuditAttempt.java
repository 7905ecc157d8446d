package dev.pointsman.micronaut.audit;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Usage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a call.
 *
 * @param number the number of its decision, unique within the instance
 * @param model the attempted model
 * @param tier the model's tier in the pool
 * @param startedAfter time from the call's start to the attempt's start
 * @param duration time from start to end
 * @param ttft time from start to first token; null if there was none or it was not reported
 * @param usage token usage; {@link Usage#UNKNOWN} if the attempt did not serve or usage was not reported
 * @param cost US dollars; NaN if unknown
 * @param hedge whether it started while another attempt was in progress
 * @param failure kind of the failure; null if it served
 * @param status HTTP status of the failure; 0 if there was none
 */
public record AuditAttempt(
        long number,
        AuditModel model,
        Tier tier,
        Duration startedAfter,
        Duration duration,
        @Nullable Duration ttft,
        Usage usage,
        double cost,
        boolean hedge,
        @Nullable FailureKind failure,
        int status) {

    /**
     * Returns whether the attempt served the call.
     *
     * @return true if it did not fail
     */
    public boolean served() {
        return failure == null;
    }
}
