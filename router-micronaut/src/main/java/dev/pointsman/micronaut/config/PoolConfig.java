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
 * Models that stand in for each other, in tiers; a lower tier serves only while no model of a higher one is available.
 *
 * @param name the pool's name
 * @param goal what calls to this pool are after unless they say otherwise; default: balanced
 * @param primary ids of the models that serve while they can, in order
 * @param fallback ids of the models that serve when no primary model is available, in order
 * @param emergency ids of the models that serve when nothing else is available, in order
 * @param failover how far a call goes before it gives up; none: no further than its first model
 * @param hedge whether a second model is asked when the first one's first token is late
 * @param changes how requests are changed for the models of a tier: primary, fallback, emergency
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
        Map<String, Change> changes) {

    /**
     * How far a call goes before it gives up. The single word none in place of the keys means no other model.
     *
     * @param word none, in place of the keys
     * @param attempts the most attempts of one call, over all models; at least 1; default: 4
     * @param deadline after this time no attempt begins, and a first token is waited for no longer; over 0; default: 2m
     * @param retrySame how often a model is asked again after a short-lived fault; at least 0; default: 1
     * @param retryAfterPatience the longest wait a rate-limited provider may ask for when no other model of the tier is
     *     available; at least 0; default: 3s
     * @param firstTokenTimeout how long a stream's first token may take; over 0; default: 10s
     * @param stallTimeout how long a stream may pause between tokens; over 0; default: 10s
     * @param responseTimeout how long a whole JSON answer may take; over 0; default: 60s
     * @param onContentFilter what to do when a provider refuses the content: fail, try-others; default: fail
     * @param midStream what to do when a stream breaks: fail, buffer, resume; default: resume
     * @param whenExhausted what to do when no model answers: fail, stale, wait; default: fail
     * @param otherModels whether other models may answer at all; default: true
     * @param panic whether a call for which no model is available asks, as a last resort, those whose circuit breakers are
     *     open, half-open or ramping; default: true
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
     * Whether a second model is asked when the first one's first token is late, by {@code ChatClient} where it routes by
     * itself; a routed method is never run twice at once.
     *
     * @param enabled whether it is; default: false
     * @param after how long a first token may take: a duration over 0, or p95 for the 95th percentile of what the model
     *     has shown; default: p95
     * @param budget the most hedges as a share of the pool's calls; 0 to 1; default: 0.05
     */
    @Introspected
    @Requires(condition = MetadataOnly.class)
    @ConfigurationProperties("hedge")
    record Hedge(
            @Nullable Boolean enabled,
            @Nullable String after,
            @Nullable Double budget) {}

    /**
     * How requests are changed for the models of one tier.
     *
     * @param tier the tier: primary, fallback or emergency
     * @param maxTokens the most answer tokens, where the request asks for more or sets no limit; at least 1; default: no
     *     change
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
