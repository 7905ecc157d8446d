package dev.pointsman.tenant;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.state.RateLimitReading;
import dev.pointsman.state.RateLimitReading.Resource;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Limits of an account for one model, as learned from the provider's answers. Thread-safe. */
final class LearnedLimits {
    private static final Resource[] RESOURCES = Resource.values();

    private final RecentAttempts attempts = new RecentAttempts();
    private final Map<Resource, LearnedLimit> limits = new EnumMap<>(Resource.class); // never changes

    LearnedLimits() {
        for (Resource resource : RESOURCES) {
            limits.put(resource, new LearnedLimit());
        }
    }

    void began(long now) {
        attempts.began(now);
    }

    void told(RateLimitReading reading, long at) {
        of(reading.resource()).told(reading, at);
    }

    /** Returns whether other instances should hear of a reading. */
    boolean isNews(RateLimitReading reading) {
        return of(reading.resource()).isNews(reading);
    }

    private LearnedLimit of(Resource resource) {
        return Objects.requireNonNull(limits.get(resource));
    }

    boolean isUsedUp(RouteRequest request, long now) {
        for (Resource resource : RESOURCES) {
            if (of(resource).isUsedUp(need(resource, request), attempts, now)) {
                return true;
            }
        }
        return false;
    }

    double headroom(RouteRequest request, long now) {
        double least = 1;
        for (Resource resource : RESOURCES) {
            least = Math.min(least, of(resource).headroom(need(resource, request), attempts, now));
        }
        return least;
    }

    /** Returns the time until the used up limits are reset. */
    Duration untilReset(RouteRequest request, long now) {
        long longest = 0;
        for (Resource resource : RESOURCES) {
            if (of(resource).isUsedUp(need(resource, request), attempts, now)) {
                longest = Math.max(longest, of(resource).untilReset(now));
            }
        }
        return Duration.ofNanos(longest);
    }

    private static long need(Resource resource, RouteRequest request) {
        long input = request.estimatedInputTokens();
        long output = request.expectedOutputTokens();
        return Math.max(
                1,
                switch (resource) {
                    case REQUESTS -> 1;
                    case TOKENS -> input + output;
                    case INPUT_TOKENS -> input;
                    case OUTPUT_TOKENS -> output;
                });
    }
}
