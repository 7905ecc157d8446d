package dev.pointsman.micronaut.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.AccessorsStyle;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Configuration keys of a circuit breaker. They are described here once, and inherited by the types of the two places
 * where they are allowed, for the metadata for IDEs. Null if not given.
 */
interface BreakerKeys {

    /**
     * Number of consecutive failures that open it, more under high traffic (see traffic-share); at least 1; default: 3.
     */
    @Nullable
    Integer consecutiveFailures();

    /** Share of failed calls in the window that opens it; over 0, at most 1; default: 0.5. */
    @Nullable
    Double failureRate();

    /** Minimum number of calls in the window before rates are evaluated; at least 1; default: 8. */
    @Nullable
    Integer minimumCalls();

    /** Time constant of the exponentially decaying window; over 0; default: 30s. */
    @Nullable
    Duration window();

    /**
     * A call is slow if it takes more than this multiple of the time expected from the model's long-run means, and of
     * that expected at the other models of its tier; over 1; default: 5.
     */
    @Nullable
    Double slowFactor();

    /**
     * Share of slow calls in the window that opens it, unless it is the last model of its tier; over 0, at most 1;
     * default: 0.8.
     */
    @Nullable
    Double slowRate();

    /** Time it stays open after the first trip, doubled with each further one; over 0; default: 5s. */
    @Nullable
    Duration openFor();

    /** Maximum time it stays open; at least open-for; default: 30s. */
    @Nullable
    Duration openAtMost();

    /** Random variation of the open time, as a share up and down; at least 0, under 1; default: 0.1. */
    @Nullable
    Double jitter();

    /** Maximum calls in flight at each stage of the ramp-up; 1, then rising; default: 1, 5, 10. */
    @Nullable
    List<Integer> ramp();

    /** Time a model is disabled after its provider refused the key, the model or the quota; over 0; default: 5m. */
    @Nullable
    Duration outFor();

    /**
     * Under high traffic, the number of consecutive failures that opens it is this share of the window's calls, if that
     * is more than consecutive-failures; 0 to 1; default: 0, which disables this.
     */
    @Nullable
    Double trafficShare();

    /** Time after which an unfinished trial releases its permit; over 0; default: 2m. */
    @Nullable
    Duration trialLimit();

    /**
     * Maximum cooldown, regardless of a provider's Retry-After or rate-limit headers; over 0; default: 15m. A trial is
     * made at half of every cooldown of more than a minute.
     */
    @Nullable
    Duration cooldownAtMost();

    /** Circuit breaker settings of all models. */
    @AccessorsStyle(readPrefixes = "")
    @Requires(condition = MetadataOnly.class)
    @ConfigurationProperties("pointsman.breaker")
    interface OfAllModels extends BreakerKeys {}

    /** Circuit breaker settings of one model; values not given are those of all models. */
    @AccessorsStyle(readPrefixes = "")
    @Requires(condition = MetadataOnly.class)
    @ConfigurationProperties("pointsman.models[*].breaker")
    interface OfOneModel extends BreakerKeys {}
}
