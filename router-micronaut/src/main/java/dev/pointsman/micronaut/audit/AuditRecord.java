package dev.pointsman.micronaut.audit;

import dev.pointsman.micronaut.cache.CacheUse;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Operation;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Usage;
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
 * @param cached the answer that was used again; null if models were called
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
        List<Attempt> attempts,
        @Nullable BesideTrial beside,
        @Nullable CachedAnswer cached) {

    /** Creates a record with a copy of the list. */
    public AuditRecord {
        attempts = List.copyOf(attempts);
    }

    /**
     * Returns the attempt that served the call.
     *
     * @return the attempt; empty if all failed
     */
    public Optional<Attempt> served() {
        return attempts.stream().filter(Attempt::served).findFirst();
    }

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
    public record Attempt(
            long number,
            Model model,
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

    /**
     * Model in an audit record.
     *
     * @param id its id in the configuration
     * @param name its name at the provider
     * @param provider the provider
     * @param region its region; null if unknown
     * @param key alias of the API key: the provider's {@code key-alias}, else the provider's name
     */
    public record Model(
            String id,
            String name,
            String provider,
            @Nullable String region,
            String key) {}

    /**
     * Trial started beside the attempts of a call: the call's prompt was sent to this model too, and its answer was discarded.
     * It may end after the call.
     *
     * @param number the number of its decision, unique within the instance
     * @param model the model on trial
     * @param tier the model's rank in the pool
     */
    public record BesideTrial(long number, Model model, Tier tier) {}

    /**
     * Answer of the cache of responses, or of an identical call that was under way.
     *
     * @param model the model that had given it
     * @param outcome {@code HIT} or {@code SHARED}
     * @param saved US dollars that it had cost; 0 if unknown
     */
    public record CachedAnswer(Model model, CacheUse.Outcome outcome, double saved) {}
}
