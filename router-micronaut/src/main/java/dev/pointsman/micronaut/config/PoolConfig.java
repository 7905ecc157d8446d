package dev.pointsman.micronaut.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pool of interchangeable models in tiers; a lower tier serves only while no model of a higher one is available.
 *
 * @param name the pool's name
 * @param goal default goal of the pool's calls; default: balanced
 * @param primary ids of the models of the first tier, in order
 * @param fallback ids of the models that serve when no primary model is available, in order
 * @param emergency ids of the models that serve when nothing else is available, in order
 * @param failover failover policy; none: no failover
 * @param hedge hedging of late first tokens
 * @param changes request overrides by tier: primary, fallback, emergency
 * @param cache cache of responses; absent: none
 */
@Introspected
@Requires(condition = MetadataOnly.class)
@EachProperty("pointsman.pools")
record PoolConfig(
        @Parameter String name,
        @Nullable String goal,
        List<String> primary,
        List<String> fallback,
        List<String> emergency,
        @Nullable Failover failover,
        @Nullable Hedge hedge,
        Map<String, Change> changes,
        @Nullable Cache cache) {

    /**
     * Failover policy. The single word none in place of the keys disables failover.
     *
     * @param word none, in place of the keys
     * @param attempts maximum attempts of one call, over all models; at least 1; default: 4
     * @param deadline time after which no attempt starts and waiting for a first token ends; over 0; default: 2m
     * @param retrySame retries at the same model after a transient failure; at least 0; default: 1
     * @param retryAfterPatience longest accepted Retry-After of a rate-limited provider if no other model of the tier
     *     is available; at least 0; default: 3s
     * @param firstTokenTimeout timeout of a stream's first token, longer for prompts that take long to read; over 0; default: 10s
     * @param stallTimeout timeout between tokens of a stream; over 0; default: 10s
     * @param responseTimeout timeout of a whole JSON answer; over 0; default: 60s
     * @param onContentFilter behaviour when a provider refuses the content: fail, try-others; default: fail
     * @param midStream behaviour when a stream breaks: fail, buffer, resume; default: resume
     * @param whenExhausted behaviour when no model answers: fail, stale, wait, defer (the gateway only, see gateway.defer);
     *     default: fail
     * @param otherModels whether a call may fail over to other models; default: true
     * @param panic whether a call without an available model tries models whose circuit breakers are open, half-open or
     *     ramping, as a last resort; default: true
     */
    @Introspected
    @Requires(condition = MetadataOnly.class)
    @ConfigurationProperties("failover")
    record Failover(
            @Shorthand @Nullable String word,
            @Nullable Integer attempts,
            @Nullable Duration deadline,
            @Nullable Integer retrySame,
            @Nullable Duration retryAfterPatience,
            @Nullable Duration firstTokenTimeout,
            @Nullable Duration stallTimeout,
            @Nullable Duration responseTimeout,
            @Nullable String onContentFilter,
            @Nullable String midStream,
            @Nullable String whenExhausted,
            @Nullable Boolean otherModels,
            @Nullable Boolean panic) {}

    /**
     * Hedging: a second attempt at another model if the first token is late. Applies to calls whose answer
     * arrives later; a routed method that returns its answer makes one attempt after the other.
     *
     * @param enabled whether hedging is enabled; default: false
     * @param after delay until the second attempt: a duration over 0, or p95 for the 95th percentile of the model's
     *     measured times to first token; default: p95
     * @param budget maximum hedges as a share of the pool's calls; 0 to 1; default: 0.05
     */
    @Introspected
    @Requires(condition = MetadataOnly.class)
    @ConfigurationProperties("hedge")
    record Hedge(
            @Nullable Boolean enabled,
            @Nullable String after,
            @Nullable Double budget) {}

    /**
     * Cache of responses: an identical request of the same tenant gets the earlier answer, without a call.
     *
     * @param ttl time that an answer is used; over 0; no default
     * @param when requests whose answers are used again: temperature-0, always; default: temperature-0
     * @param scope callers who share answers: tenant; default: tenant
     */
    @Introspected
    @Requires(condition = MetadataOnly.class)
    @ConfigurationProperties("cache")
    record Cache(
            @Nullable Duration ttl,
            @Nullable String when,
            @Nullable String scope) {}

    /**
     * Request override for the models of one tier.
     *
     * @param tier the tier: primary, fallback or emergency
     * @param maxTokens limit of answer tokens, applied if the request asks for more or sets no limit; at least 1;
     *     default: no change
     * @param systemBefore a line before the system prompt; default: none
     * @param systemAfter a line after the system prompt; default: none
     */
    @Introspected
    @Requires(condition = MetadataOnly.class)
    @EachProperty("changes")
    record Change(
            @Parameter String tier,
            @Nullable Integer maxTokens,
            @Nullable String systemBefore,
            @Nullable String systemAfter) {}
}
