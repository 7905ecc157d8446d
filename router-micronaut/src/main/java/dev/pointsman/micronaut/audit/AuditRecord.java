package dev.pointsman.micronaut.audit;

import dev.pointsman.model.Operation;
import dev.pointsman.trace.CallOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call, as it went. A call that an old answer stood in for has failed, and {@link #stale} is true. Immutable.
 *
 * @param decisionId the id of the call's first decision; null if there was none
 * @param began when the call began, by the wall clock
 * @param duration from its beginning to its end
 * @param ending how it ended
 * @param tenant on whose behalf it was made; null if nobody said so
 * @param pool the pool
 * @param goal what it was after
 * @param operation the kind of work
 * @param stale whether an old answer stood in for it
 * @param attempts every attempt, in the order of their ends
 * @param beside the trial that was begun beside the attempts; null if there was none
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

    /** Copies the list. */
    public AuditRecord {
        attempts = List.copyOf(attempts);
    }

    /**
     * The attempt that brought the answer.
     *
     * @return the attempt; empty if none did
     */
    public Optional<AuditAttempt> served() {
        return attempts.stream().filter(AuditAttempt::served).findFirst();
    }
}
