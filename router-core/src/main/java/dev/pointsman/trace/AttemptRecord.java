package dev.pointsman.trace;

import dev.pointsman.model.Failure;
import dev.pointsman.model.Model;
import dev.pointsman.model.Tier;
import dev.pointsman.model.Usage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Record of one attempt of a call.
 *
 * @param attemptId the attempt's number
 * @param model the model
 * @param tier its tier in the pool
 * @param startedAfter from the beginning of its call to its start
 * @param duration from its start to its end
 * @param ttft from its start to its first token; null if none arrived or it was not reported
 * @param usage the tokens of its answer; {@link Usage#UNKNOWN} if it did not serve or they were not counted
 * @param cost US dollars; NaN if unknown
 * @param hedge whether it began while another attempt was in flight
 * @param failure the failure; null if it served
 */
public record AttemptRecord(
        long attemptId,
        Model model,
        Tier tier,
        Duration startedAfter,
        Duration duration,
        @Nullable Duration ttft,
        Usage usage,
        double cost,
        boolean hedge,
        @Nullable Failure failure) {}
