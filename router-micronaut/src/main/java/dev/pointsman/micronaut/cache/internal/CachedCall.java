package dev.pointsman.micronaut.cache.internal;

import dev.pointsman.micronaut.cache.CacheUse;
import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Call in a pool with a cache of responses.
 *
 * @param request the request
 * @param pool the pool
 * @param goal the goal
 * @param outcome the outcome
 * @param model the model that gave the cached answer; null if the answer is new
 * @param saved US dollars that the cached answer had cost; 0 if that is unknown, or the answer is new
 * @param duration time since the call began
 */
public record CachedCall(
        RouteRequest request,
        String pool,
        String goal,
        CacheUse.Outcome outcome,
        @Nullable Model model,
        double saved,
        Duration duration) {

    /**
     * Returns whether the answer was not paid for.
     *
     * @return true for a cached answer, and that of an identical call
     */
    public boolean isFree() {
        return model != null;
    }
}
