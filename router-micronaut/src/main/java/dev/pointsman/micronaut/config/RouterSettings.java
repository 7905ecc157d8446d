package dev.pointsman.micronaut.config;

import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.micronaut.alert.AlertSettings;
import dev.pointsman.micronaut.audit.AuditSettings;
import dev.pointsman.micronaut.chat.AnswerLimits;
import dev.pointsman.micronaut.chat.ProviderSettings;
import dev.pointsman.micronaut.endpoint.EndpointSettings;
import dev.pointsman.micronaut.health.HealthSettings;
import dev.pointsman.micronaut.live.LiveSettings;
import dev.pointsman.micronaut.log.DecisionLogSettings;
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
 * @param decisionLog decision log settings; null for no log
 * @param instance name of this router in decision ids
 * @param health health settings
 * @param endpoint endpoint settings
 * @param alerts alert settings; null for no alerts
 * @param audit audit settings
 * @param live live page settings
 * @param answers memory limits of answers
 * @param staleMemory size of the stale-response cache in bytes
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
        @Nullable DecisionLogSettings decisionLog,
        String instance,
        HealthSettings health,
        EndpointSettings endpoint,
        @Nullable AlertSettings alerts,
        AuditSettings audit,
        LiveSettings live,
        AnswerLimits answers,
        long staleMemory,
        @Nullable Long seed) {}
