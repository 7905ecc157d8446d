package dev.pointsman.micronaut.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Model at one provider. Values not given are taken from the catalogue; given values take precedence.
 *
 * <p>A model missing in the catalogue has an unknown price and context window, and every capability except prefill: a
 * provider that ignores prefill would answer nonsense instead of refusing.
 *
 * @param id the unique name in configuration, logs and metrics
 * @param name the model's name at the provider; default: the id
 * @param catalogue the catalogue's name of the model; default: looked up by name
 * @param provider the name of the provider
 * @param region region of the model; default: unknown, which no list of allowed regions admits
 * @param price token prices
 * @param cache prompt cache of the provider
 * @param contextWindow maximum prompt tokens of a call; over 0
 * @param maxOutput maximum answer tokens; over 0
 * @param operations supported operations: chat, embeddings; default: as in the catalogue, else chat
 * @param capabilities capabilities: vision, tools, json-schema, prefill and others
 * @param quality quality of its answers; over 0, at most 1; default: 1
 * @param tags free tags for operators and plugins
 * @param tenants the only tenants it may serve; default: all
 * @param firstTokenTimeout timeout of a stream's first token, longer for prompts that take long to read; over 0; default: the provider's, else the pool's
 * @param stallTimeout timeout between tokens of a stream; over 0; default: the provider's, else the pool's
 * @param responseTimeout timeout of a whole JSON answer; over 0; default: the provider's, else the pool's
 * @param breaker circuit breaker settings that differ from those of all models
 */
@Introspected
@Requires(condition = MetadataOnly.class)
@EachProperty(value = "pointsman.models", list = true)
record ModelConfig(
        @Nullable String id,
        @Nullable String name,
        @Nullable String catalogue,
        @Nullable String provider,
        @Nullable String region,
        @Nullable Price price,
        @Nullable Cache cache,
        @Nullable Integer contextWindow,
        @Nullable Integer maxOutput,
        @Nullable List<String> operations,
        List<String> capabilities,
        @Nullable Double quality,
        List<String> tags,
        List<String> tenants,
        @Nullable Duration firstTokenTimeout,
        @Nullable Duration stallTimeout,
        @Nullable Duration responseTimeout,
        @Nullable BreakerSettings breaker) {

    /**
     * Token prices in US dollars per million tokens; values not given are taken from the catalogue.
     *
     * @param input price of prompt tokens; at least 0
     * @param output price of answer tokens; at least 0
     * @param cached price of prompt tokens that the provider had cached; at least 0; default: as in the
     *     catalogue, but at most the input price
     * @param cacheWrite price of prompt tokens that the provider writes into its cache; at least 0; default: as in the
     *     catalogue, else the input price
     * @param longCacheWrite the same for tokens that stay cached for an hour or longer; at least 0; default: as in the
     *     catalogue, else as cache-write
     */
    @Introspected
    @Requires(condition = MetadataOnly.class)
    @ConfigurationProperties("price")
    record Price(
            @Nullable Double input,
            @Nullable Double output,
            @Nullable Double cached,
            @Nullable Double cacheWrite,
            @Nullable Double longCacheWrite) {}

    /**
     * Prompt cache of the provider; values not given are taken from the catalogue.
     *
     * @param timeToLive time a prompt stays cached after it was last read; over 0; default: as in the catalogue,
     *     else 5m; with 1h or more, writes cost the price long-cache-write
     * @param minimumTokens shortest prefix of a prompt that is cached; at least 0; default: as in the catalogue, else
     *     1024
     * @param reported whether answers tell how many tokens were cached; without it the time to live is believed;
     *     default: true
     */
    @Introspected
    @Requires(condition = MetadataOnly.class)
    @ConfigurationProperties("cache")
    record Cache(
            @Nullable Duration timeToLive,
            @Nullable Integer minimumTokens,
            @Nullable Boolean reported) {}
}
