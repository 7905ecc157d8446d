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
 * @param model who was tried
 * @param tier its rank in the pool
 * @param startedAfter from the beginning of its call to its start
 * @param duration from its start to its end
 * @param ttft from its start to its first token; null if none came or nobody said so
 * @param usage its tokens; {@link Usage#UNKNOWN} if it did not serve or nobody counted them
 * @param cost US dollars; NaN if unknown
 * @param hedge whether it began while another attempt was under way
 * @param failure how it failed; null if it served
 * @param status the HTTP status of the failure; 0 if there was none
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
     * Whether it brought the answer.
     *
     * @return true if it did not fail
     */
    public boolean served() {
        return failure == null;
    }
}
