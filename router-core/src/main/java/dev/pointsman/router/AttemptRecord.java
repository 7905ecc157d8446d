package dev.pointsman.router;

import dev.pointsman.model.Failure;
import dev.pointsman.model.Model;
import dev.pointsman.model.Tier;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a call, as it went.
 *
 * @param attemptId the attempt's number
 * @param model who was tried
 * @param tier its rank in the pool
 * @param duration from its start to its end
 * @param failure how it failed; null if it served
 */
public record AttemptRecord(
        long attemptId,
        Model model,
        Tier tier,
        Duration duration,
        @Nullable Failure failure) {}
