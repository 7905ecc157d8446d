package dev.pointsman.micronaut.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A provider of models and how it is reached.
 *
 * @param name the provider's name
 * @param wire the protocol it speaks: openai or anthropic
 * @param url the base of its addresses, such as https://api.openai.com/v1
 * @param apiKey the key, sent as the wire wants it; default: none
 * @param keyAlias what the key is called in the audit; 1 to 64 characters, no part of the key; default: the provider's
 *     name
 * @param headers headers sent with every request
 * @param query query parameters added to every address, as Azure's api-version; no keys, as addresses are logged
 * @param connectTimeout how long making a connection may take; default: 5s
 * @param responseTimeout how long a whole answer of its models may take; over 0; default: the pool's
 * @param firstTokenTimeout how long the first token of its models' streams may take; over 0; default: the pool's
 * @param stallTimeout how long its models' streams may pause between tokens; over 0; default: the pool's
 * @param probe the free request that shows whether the provider can be reached, made while a model of it is out
 */
@Introspected
@Requires(condition = MetadataOnly.class)
@EachProperty("pointsman.providers")
record ProviderConfig(
        @Parameter String name,
        @Nullable String wire,
        @Nullable String url,
        @AllowBlank @Nullable String apiKey,
        @Nullable String keyAlias,
        Map<String, String> headers,
        Map<String, String> query,
        @Nullable Duration connectTimeout,
        @Nullable Duration responseTimeout,
        @Nullable Duration firstTokenTimeout,
        @Nullable Duration stallTimeout,
        @Nullable Probe probe) {

    /**
     * A free GET that is made in the background, with the provider's key and headers, while the circuit breaker of a model
     * of it is open. The single word none in place of the keys means no checks.
     *
     * @param word none, in place of the keys
     * @param enabled whether it is made; default: true
     * @param path the path after the provider's address; default: /models
     * @param interval the least time between two; it grows with the outage, up to 30 s; at least 100ms; default: 2s
     */
    @Introspected
    @Requires(condition = MetadataOnly.class)
    @ConfigurationProperties("probe")
    record Probe(
            @Shorthand @Nullable String word,
            @Nullable Boolean enabled,
            @Nullable String path,
            @Nullable Duration interval) {}

    /** The name alone: key, headers and query are secrets. */
    @Override
    public String toString() {
        return "ProviderConfig[name=" + name + "]";
    }
}
