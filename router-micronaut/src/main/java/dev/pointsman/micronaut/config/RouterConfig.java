package dev.pointsman.micronaut.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The router's whole configuration, as written.
 *
 * @param providers the providers by name
 * @param models the models
 * @param goals goals of the user's own by name
 * @param pools the pools by name
 * @param breaker when breakers trip and how they come back, for all models
 * @param failures failures that mean something else than they usually do
 * @param decisionLog whether and where every decision is written
 * @param health what the pools' health means to the application
 * @param endpoint what may be done by the endpoint
 * @param alerts where people are told what they should know
 * @param audit whether every call is written down
 * @param ui the live page
 * @param answers limits of the memory that answers take
 * @param defaultPool the pool of calls that name none; default: the first one
 * @param instance tells this router's decisions from those of others in logs and headers; letters, digits and {@code
 *     . _ -}, at most 64; default: ever another one
 * @param seed where the router's chance starts; the same seed and calls give the same choices; default: ever new
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
        @Nullable DecisionLogConfig decisionLog,
        @Nullable HealthConfig health,
        @Nullable EndpointConfig endpoint,
        @Nullable AlertConfig alerts,
        @Nullable AuditConfig audit,
        @Nullable UiConfig ui,
        @Nullable AnswerConfig answers,
        @Nullable String defaultPool,
        @Nullable String instance,
        @Nullable Long seed) {}
