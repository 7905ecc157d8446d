package dev.pointsman.micronaut.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of the router, as written.
 *
 * @param providers the providers by name
 * @param models the models
 * @param goals custom goals by name
 * @param pools the pools by name
 * @param breaker circuit breaker settings of all models
 * @param failures custom mappings of failures to kinds
 * @param defaultPool the pool of calls without a pool; default: the first one
 * @param instance name of this router in decision ids in logs and headers; letters, digits and {@code
 *     . _ -}, at most 64; default: random
 * @param seed seed of the random choices; the same seed and calls give the same choices; default: random
 */
@Introspected
@Requires(condition = MetadataOnly.class)
@ConfigurationProperties("pointsman")
record RouterConfig(
        Map<String, ProviderConfig> providers,
        List<ModelConfig> models,
        Map<String, GoalConfig> goals,
        Map<String, PoolConfig> pools,
        @Nullable BreakerSettings breaker,
        @Nullable FailureConfig failures,
        @Nullable String defaultPool,
        @Nullable String instance,
        @Nullable Long seed) {}
