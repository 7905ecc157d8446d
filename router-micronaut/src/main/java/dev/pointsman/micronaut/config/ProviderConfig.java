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
 * Provider of models: connection, credentials and timeouts.
 *
 * @param name the provider's name
 * @param wire the name of the protocol: openai, openai-responses, anthropic, gemini, bedrock, or one that another artifact brings
 * @param url the base address, such as https://api.openai.com/v1
 * @param apiKey the key, sent as the protocol requires; default: none
 * @param keyAlias alias of the key in the audit log; 1 to 64 characters, no part of the key; default: the provider's
 *     name
 * @param organization name of the vendor's organization that the key belongs to; providers with the same one send the
 *     reasoning state of each other back; default: none, the state returns to this provider alone
 * @param headers headers sent with every request
 * @param query query parameters added to every address, such as Azure's api-version; no keys, as addresses are logged
 * @param connectTimeout timeout of connection establishment; default: 5s
 * @param responseTimeout timeout of a whole answer of its models; over 0; default: the pool's
 * @param firstTokenTimeout timeout of the first token of its models' streams; over 0; default: the pool's
 * @param stallTimeout timeout between tokens of its models' streams; over 0; default: the pool's
 * @param probe the free request that checks reachability while the circuit breaker of a model of it is open
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
        @Nullable String organization,
        Map<String, String> headers,
        Map<String, String> query,
        @Nullable Duration connectTimeout,
        @Nullable Duration responseTimeout,
        @Nullable Duration firstTokenTimeout,
        @Nullable Duration stallTimeout,
        @Nullable Probe probe) {

    /**
     * A free GET that is made in the background, with the provider's key and headers, while the circuit breaker of a
     * model of it is open. The single word none in place of the keys means no checks.
     *
     * @param word none, in place of the keys
     * @param enabled whether checks are made; default: true
     * @param path the path after the provider's address; default: /models
     * @param interval minimum time between two checks; it grows with the outage, up to 30 s; at least 100ms; default:
     *     2s
     */
    @Introspected
    @Requires(condition = MetadataOnly.class)
    @ConfigurationProperties("probe")
    record Probe(
            @Shorthand @Nullable String word,
            @Nullable Boolean enabled,
            @Nullable String path,
            @Nullable Duration interval) {}

    /** Returns the name only: key, headers and query are secrets. */
    @Override
    public String toString() {
        return "ProviderConfig[name=" + name + "]";
    }
}
