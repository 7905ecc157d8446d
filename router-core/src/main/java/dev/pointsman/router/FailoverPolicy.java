package dev.pointsman.router;

import dev.pointsman.model.Timeouts;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a call goes before it gives up.
 *
 * @param attempts the most attempts of one call, over all models; at least 1
 * @param deadline after this time no attempt begins, and a first token is waited for no longer; over 0
 * @param retrySame how often a model is asked again after a short-lived fault; at least 0
 * @param retryAfterPatience the longest wait a rate-limited provider may ask for when no other model of the tier is
 *     available; at least 0
 * @param otherModels whether other models may answer at all; a pool may want quality rather than an answer
 * @param timeouts how long a provider may be silent; every limit is set
 * @param onContentFilter what to do when a provider refuses the content
 * @param midStream what to do when a stream breaks
 * @param whenExhausted what to do when no model answers
 * @param panic whether a call for which no model is available asks, as a last resort, those whose breakers are open,
 *     half-open or ramping
 */
public record FailoverPolicy(
        int attempts,
        Duration deadline,
        int retrySame,
        Duration retryAfterPatience,
        boolean otherModels,
        Timeouts timeouts,
        OnContentFilter onContentFilter,
        MidStream midStream,
        WhenExhausted whenExhausted,
        boolean panic) {

    /**
     * At most 4 attempts begun within 120 s, one of them again at the same model; up to 3 s for a Retry-After; timeouts of 10 s
     * to a first token, 10 s between tokens and 60 s for a whole answer; a content filter's refusal stands; broken streams
     * are resumed; failure is told; an open breaker is passed over as a last resort.
     */
    public static final FailoverPolicy DEFAULT = new FailoverPolicy(
            4,
            Duration.ofMinutes(2),
            1,
            Duration.ofSeconds(3),
            true,
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMinutes(1)),
            OnContentFilter.FAIL,
            MidStream.RESUME,
            WhenExhausted.FAIL,
            true);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public FailoverPolicy {
        require(attempts >= 1, "attempts", attempts, ">= 1");
        require(deadline.compareTo(Duration.ZERO) > 0, "deadline", deadline, "> 0");
        require(retrySame >= 0, "retrySame", retrySame, ">= 0");
        require(!retryAfterPatience.isNegative(), "retryAfterPatience", retryAfterPatience, ">= 0");
        set(timeouts.firstToken(), "timeouts.firstToken");
        set(timeouts.idle(), "timeouts.idle");
        set(timeouts.response(), "timeouts.response");
    }

    /**
     * A builder with the values of this policy.
     *
     * @return a new builder
     */
    public FailoverPolicyBuilder toBuilder() {
        return new FailoverPolicyBuilder(this);
    }

    /**
     * A builder with every value at its default.
     *
     * @return a new builder
     */
    public static FailoverPolicyBuilder builder() {
        return DEFAULT.toBuilder();
    }

    private static void set(@Nullable Duration limit, String name) {
        require(limit != null, name, Objects.toString(limit), "> 0");
    }

    private static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
