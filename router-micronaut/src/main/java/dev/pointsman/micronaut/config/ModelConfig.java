package dev.pointsman.micronaut.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model as one provider serves it. What is not given is taken from the catalogue; what is given always wins.
 *
 * <p>A model that the catalogue does not know has an unknown price and window, and every capability but prefill:
 * nothing is known against it, and a provider that ignores prefill would answer nonsense instead of refusing.
 *
 * @param id the unique name in configuration, logs and metrics
 * @param name what the provider is asked for; default: the id
 * @param catalogue the catalogue's name of the model; default: looked up by name
 * @param provider the name of the provider
 * @param region where it runs; default: unknown, which no list of allowed regions admits
 * @param price what its tokens cost
 * @param contextWindow the most prompt tokens one call may carry; over 0
 * @param maxOutput the most answer tokens; over 0
 * @param operations what it can be asked to do: chat, embeddings; default: as in the catalogue, else chat
 * @param capabilities what it is capable of: vision, tools, json-schema, prefill and others
 * @param quality how good its answers are, over 0 and at most 1; default: 1
 * @param tags free words for people and plugins
 * @param tenants the only tenants it may serve; default: all
 * @param firstTokenTimeout how long a stream's first token may take; over 0; default: the provider's, else the pool's
 * @param stallTimeout how long a stream may pause between tokens; over 0; default: the provider's, else the pool's
 * @param responseTimeout how long a whole JSON answer may take; over 0; default: the provider's, else the pool's
 * @param breaker when its breaker trips, where that is not as for all models
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
     * What a model's tokens cost, in US dollars per million tokens; what is not given is taken from the catalogue.
     *
     * @param input price of prompt tokens; at least 0
     * @param output price of answer tokens; at least 0
     * @param cached price of prompt tokens that the provider had cached; at least 0; default: as in the
     *     catalogue, but at most the input price
     */
    @Introspected
    @Requires(condition = MetadataOnly.class)
    @ConfigurationProperties("price")
    record Price(
            @Nullable Double input,
            @Nullable Double output,
            @Nullable Double cached) {}
}
