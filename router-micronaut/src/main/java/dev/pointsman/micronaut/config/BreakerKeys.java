package dev.pointsman.micronaut.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.AccessorsStyle;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a breaker. They stand in two places, so they are described here, and each place has a type of its own that
 * takes the descriptions over into the metadata for IDEs. Null is what was not given.
 */
interface BreakerKeys {

    /** So many failures in a row trip it, and more under much traffic; at least 1; default: 3. */
    @Nullable
    Integer consecutiveFailures();

    /** This share of failed calls in the window trips it; over 0, at most 1; default: 0.5. */
    @Nullable
    Double failureRate();

    /** The rates count only with so many calls in the window; at least 1; default: 8. */
    @Nullable
    Integer minimumCalls();

    /** The time constant of the window, in which calls fade exponentially; over 0; default: 30s. */
    @Nullable
    Duration window();

    /**
     * A call is slow when it takes so many times what the model's long-run means foresee, and what that is at the other
     * models of its tier; over 1; default: 5.
     */
    @Nullable
    Double slowFactor();

    /**
     * This share of slow calls in the window trips it, unless it is the last model of its tier; over 0, at most 1;
     * default: 0.8.
     */
    @Nullable
    Double slowRate();

    /** How long it stays open after the first trip, doubled with each further one; over 0; default: 5s. */
    @Nullable
    Duration openFor();

    /** The longest it stays open; at least open-for; default: 30s. */
    @Nullable
    Duration openAtMost();

    /** The open time varies by this share up and down; at least 0, under 1; default: 0.1. */
    @Nullable
    Double jitter();

    /** How many calls may be in flight at each stage of the way back; 1, then rising; default: 1, 5, 10. */
    @Nullable
    List<Integer> ramp();

    /** How long a model is out whose provider refused the key, the model or the quota; over 0; default: 5m. */
    @Nullable
    Duration outFor();

    /**
     * Under much traffic, so many failures in a row are needed as make this share of the window's calls, if that is more
     * than consecutive-failures; 0 to 1; default: 0, which asks for no more.
     */
    @Nullable
    Double trafficShare();

    /** A trial that nobody ends gives its place back after this time; over 0; default: 2m. */
    @Nullable
    Duration trialLimit();

    /**
     * The longest cooldown, whatever a provider's Retry-After or rate-limit headers ask for; over 0; default: 15m. A trial
     * comes at half of every cooldown of more than a minute.
     */
    @Nullable
    Duration cooldownAtMost();

    /** When the breakers of all models trip, and how they let calls back. */
    @AccessorsStyle(readPrefixes = "")
    @Requires(condition = MetadataOnly.class)
    @ConfigurationProperties("pointsman.breaker")
    interface OfAllModels extends BreakerKeys {}

    /** Where a model's breaker differs from those of all models; what is not given is as there. */
    @AccessorsStyle(readPrefixes = "")
    @Requires(condition = MetadataOnly.class)
    @ConfigurationProperties("pointsman.models[*].breaker")
    interface OfOneModel extends BreakerKeys {}
}
