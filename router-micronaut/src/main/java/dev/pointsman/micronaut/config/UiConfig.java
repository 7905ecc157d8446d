package dev.pointsman.micronaut.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * The live page below the endpoint; who may see it is the endpoint's affair.
 *
 * @param enabled whether it is there, where the endpoint is; default: true
 * @param readers how many pages may be open at once; at least 1; default: 1000
 * @param controls the path where the page finds the controls of a demonstration; default: none
 */
@Introspected
@Requires(condition = MetadataOnly.class)
@ConfigurationProperties("pointsman.ui")
record UiConfig(
        @Nullable Boolean enabled,
        @Nullable Integer readers,
        @Nullable String controls) {}
