package dev.pointsman.micronaut.audit;

import dev.pointsman.model.Operation;
import dev.pointsman.trace.CallOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Audit record of one call. A call answered by a stale response has failed, and {@link #stale} is true. Immutable.
 *
 * @param decisionId id of the call's first decision; null if there was none
 * @param began wall-clock time of the call's start
 * @param duration time from start to end
 * @param ending outcome of the call
 * @param tenant the tenant; null if none was given
 * @param pool the pool
 * @param goal the goal
 * @param operation the operation
 * @param stale whether it was answered by a stale response
 * @param attempts all attempts, in the order of their ends
 * @param beside trial started beside the attempts; null if there was none
 */
public record AuditRecord(
        @Nullable String decisionId,
        Instant began,
        Duration duration,
        CallOutcome ending,
        @Nullable String tenant,
        String pool,
        String goal,
        Operation operation,
        boolean stale,
        List<AuditAttempt> attempts,
        @Nullable AuditBesideTrial beside) {

    /** Creates a record with a copy of the list. */
    public AuditRecord {
        attempts = List.copyOf(attempts);
    }

    /**
     * Returns the attempt that served the call.
     *
     * @return the attempt; empty if all failed
     */
    public Optional<AuditAttempt> served() {
        return attempts.stream().filter(AuditAttempt::served).findFirst();
    }
}
