package dev.pointsman.micronaut.cache.internal;

import dev.pointsman.micronaut.cache.CacheUse;
import dev.pointsman.model.RouteRequest;
import org.jspecify.annotations.Nullable;

/**
 * Call in a pool with a cache of responses.
 *
 * @param request the request
 * @param pool the pool
 * @param goal the goal
 * @param outcome the outcome
 * @param model the id of the model that gave the cached answer; null if the answer is new
 * @param saved US dollars that the cached answer had cost; 0 if that is unknown, or the answer is new
 */
public record CachedCall(
        RouteRequest request,
        String pool,
        String goal,
        CacheUse.Outcome outcome,
        @Nullable String model,
        double saved) {

    /**
     * Returns whether the answer was not paid for.
     *
     * @return true for a cached answer, and that of an identical call
     */
    public boolean isFree() {
        return model != null;
    }
}
