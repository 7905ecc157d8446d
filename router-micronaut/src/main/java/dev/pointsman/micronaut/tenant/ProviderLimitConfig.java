package dev.pointsman.micronaut.tenant;

import dev.pointsman.micronaut.config.MetadataOnly;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * Limits of the account at a provider, kept ahead of its own refusals and shared by all instances with one store of usage.
 *
 * @param name the provider's name
 * @param learned whether limits are learned from the provider's x-ratelimit- or anthropic-ratelimit- headers, for each
 *     model; instances tell each other by the shared state; default: false
 * @param requests requests per time, such as 5000/1m; default: none
 * @param tokens tokens of prompts and answers per time, such as 2000000/1m; default: none
 */
@Introspected
@Requires(condition = MetadataOnly.class)
@EachProperty("pointsman.provider-limits")
record ProviderLimitConfig(
        @Parameter String name,
        @Nullable Boolean learned,
        @Nullable String requests,
        @Nullable String tokens) {}
