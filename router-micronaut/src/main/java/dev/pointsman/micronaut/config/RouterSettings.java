package dev.pointsman.micronaut.config;

import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.micronaut.alert.AlertSettings;
import dev.pointsman.micronaut.audit.AuditSettings;
import dev.pointsman.micronaut.chat.AnswerLimits;
import dev.pointsman.micronaut.chat.FailureMappings;
import dev.pointsman.micronaut.chat.ProviderSettings;
import dev.pointsman.micronaut.endpoint.EndpointSettings;
import dev.pointsman.micronaut.health.HealthSettings;
import dev.pointsman.micronaut.live.LiveSettings;
import dev.pointsman.micronaut.log.DecisionLogSettings;
import dev.pointsman.model.Model;
import dev.pointsman.router.Pool;
import dev.pointsman.strategy.RoutingStrategy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configuration, found right.
 *
 * @param providers how the providers are reached
 * @param models the models
 * @param goals the configured goals by name
 * @param pools the pools, first the one of calls that name none
 * @param breaker when breakers trip, for all models
 * @param breakers the same for the models where it is different, by id
 * @param failures failures that mean something else than they usually do
 * @param decisionLog how decisions are logged; null for no log
 * @param instance what tells this router's decisions from those of others
 * @param health what the pools' health means to the application
 * @param endpoint what may be done by the endpoint
 * @param alerts where people are told what they should know; null for nowhere
 * @param audit whether every call is written down
 * @param live how the live page is served
 * @param answers limits of the memory that answers take
 * @param staleMemory bytes of the answers that may stand in
 * @param seed the start of the router's chance; null when it was not said
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
