package dev.pointsman.micronaut.config;

import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.micronaut.chat.ProviderSettings;
import dev.pointsman.model.Model;
import dev.pointsman.policy.Pool;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.wire.failure.FailureMappings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Validated configuration of the router.
 *
 * @param providers connection settings of the providers
 * @param models the models
 * @param goals the configured goals by name
 * @param pools the pools, the default one first
 * @param breaker circuit breaker settings of all models
 * @param breakers circuit breaker settings of models that differ, by id
 * @param failures custom mappings of failures to kinds
 * @param instance name of this router in decision ids
 * @param sections settings of the features
 * @param seed seed of the random choices; null for a random one
 */
record RouterSettings(
        List<ProviderSettings> providers,
        Collection<Model> models,
        Map<String, RoutingStrategy> goals,
        List<Pool> pools,
        BreakerConfig breaker,
        Map<String, BreakerConfig> breakers,
        FailureMappings failures,
        String instance,
        BoundSections sections,
        @Nullable Long seed) {}
