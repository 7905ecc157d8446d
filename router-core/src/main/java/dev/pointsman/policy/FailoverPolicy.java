package dev.pointsman.policy;

import dev.pointsman.model.Timeouts;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Failover policy of a pool: limits of attempts and time, and the behaviour on failures.
 *
 * @param attempts the maximum number of attempts of one call, over all models; at least 1
 * @param deadline the time after which no attempt begins and waiting for a first token ends; over 0
 * @param retrySame the maximum number of retries at the same model after a transient failure; at least 0
 * @param retryAfterPatience the longest Retry-After of a rate-limited provider that is waited for when no other model
 *     of the tier is available; at least 0
 * @param otherModels whether failover to other models is allowed
 * @param timeouts the default timeouts; each is set
 * @param onContentFilter the behaviour when a provider refuses the content
 * @param midStream the behaviour when a stream breaks
 * @param whenExhausted the behaviour when no model answers
 * @param panic whether a call for which no model is available tries, as a last resort, models whose breakers are open,
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
     * At most 4 attempts begun within 120 s, one of them again at the same model; up to 3 s for a Retry-After; timeouts
     * of 10 s to a first token, 10 s between tokens and 60 s for a whole answer; a content filter's refusal is final;
     * broken streams are resumed; failures are reported as errors; panic mode is on.
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

    /** Behaviour when a provider refuses the content of a request. */
    public enum OnContentFilter {
        /** The call fails with the refusal. */
        FAIL,
        /** Other models are tried; not the default, since bypassing a refusal may be unwanted. */
        TRY_OTHERS
    }

    /** Behaviour when a stream breaks after its first token has been passed on. */
    public enum MidStream {
        /** The caller gets a clean error. */
        FAIL,
        /** The answer is buffered until it is complete, so another model can still give all of it. */
        BUFFER,
        /**
         * Another model continues the answer, if it can; otherwise it restarts, and its answer is passed on only if it
         * begins with the text already passed on.
         */
        RESUME
    }

    /** Behaviour when no model answers. */
    public enum WhenExhausted {
        /** The caller gets an error with the trace. */
        FAIL,
        /** An earlier answer with the same cache key and tenant is returned, marked as stale. */
        STALE,
        /** The call waits for the next trial or the end of a cooldown, within its deadline. */
        WAIT,
        /**
         * The caller gets an error, as with {@link #FAIL}, unless the application keeps the call in a
         * {@link dev.pointsman.state.CallQueue}, as the gateway does for callers who ask for it.
         */
        DEFER
    }
}
