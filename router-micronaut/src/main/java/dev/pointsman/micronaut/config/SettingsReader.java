package dev.pointsman.micronaut.config;

import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.micronaut.audit.AuditSettings;
import dev.pointsman.micronaut.chat.ProviderSettings;
import dev.pointsman.micronaut.endpoint.EndpointSettings;
import dev.pointsman.micronaut.endpoint.WriteAccess;
import dev.pointsman.micronaut.health.HealthSettings;
import dev.pointsman.model.Model;
import dev.pointsman.policy.Pool;
import dev.pointsman.strategy.RoutingStrategy;
import io.micronaut.context.env.Environment;
import io.micronaut.core.naming.conventions.StringConvention;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reader of the whole configuration, with validation. */
final class SettingsReader {
    static final String ROOT = "pointsman";

    private SettingsReader() {}

    /**
     * Reads the configuration under {@code pointsman}.
     *
     * @param environment the application's environment
     * @param strategies the strategies that goals may name
     * @return the settings
     * @throws io.micronaut.context.exceptions.ConfigurationException if anything is invalid; the message has all errors
     */
    static RouterSettings read(Environment environment, Map<String, RoutingStrategy> strategies) {
        ConfigErrors report = ConfigErrors.of(ROOT);
        Map<String, Object> raw = RawSettings.flatten(environment.getProperties(ROOT, StringConvention.RAW));
        RouterConfig config = new ConfigBinder(new ValueConverter(environment))
                .bind(RouterConfig.class, new ConfigSection(ROOT, report, raw));
        RouterSettings settings = make(config, strategies, report);
        report.throwIfAnyMistake();
        return settings;
    }

    private static RouterSettings make(
            RouterConfig config, Map<String, RoutingStrategy> strategies, ConfigErrors report) {
        List<ProviderSettings> providers = ProviderMapper.all(config.providers(), report.in("providers"));
        Map<String, Model> models = new ModelMapper(ProviderMapper.limits(config.providers(), report.in("providers")))
                .all(config.models(), report.in("models"));
        Map<String, RoutingStrategy> goals = new GoalMapper(strategies).all(config.goals(), report.in("goals"));
        Map<String, RoutingStrategy> known = new LinkedHashMap<>(strategies);
        known.putAll(goals);
        List<Pool> pools = new ArrayList<>(
                new PoolMapper(models.keySet(), new TreeSet<>(known.keySet())).all(config.pools(), report.in("pools")));
        String first = config.defaultPool();
        if (first != null) {
            report.in("default-pool").knownName(first, config.pools().keySet());
            pools.sort(Comparator.comparing(pool -> !pool.name().equals(first)));
        }
        BreakerConfig breaker = BreakerMapper.one(config.breaker(), BreakerConfig.DEFAULT, report.in("breaker"));
        String instance = InstanceName.of(config.instance(), report.in("instance"));
        return new RouterSettings(
                providers,
                models.values(),
                goals,
                pools,
                breaker,
                BreakerMapper.exceptions(config.models(), breaker, report.in("models")),
                FailureMapper.of(config.failures(), config.providers().keySet(), report.in("failures")),
                DecisionLogMapper.of(config.decisionLog(), report.in("decision-log")),
                instance,
                health(config.health()),
                endpoint(config.endpoint()),
                AlertMapper.of(config.alerts(), instance, report.in("alerts")),
                audit(config.audit()),
                UiMapper.of(config.ui(), report.in("ui")),
                AnswerMapper.of(config.answers(), report.in("answers")),
                AnswerMapper.staleMemory(config.answers(), report.in("answers")),
                config.seed());
    }

    private static HealthSettings health(@Nullable HealthConfig config) {
        return config == null || config.readinessDownWhenCritical() == null
                ? HealthSettings.DEFAULT
                : new HealthSettings(config.readinessDownWhenCritical());
    }

    private static AuditSettings audit(@Nullable AuditConfig config) {
        return config == null || config.enabled() == null ? AuditSettings.DEFAULT : new AuditSettings(config.enabled());
    }

    private static EndpointSettings endpoint(@Nullable EndpointConfig config) {
        return config == null || config.writes() == null
                ? EndpointSettings.DEFAULT
                : new EndpointSettings(config.writes() ? WriteAccess.ANONYMOUS : WriteAccess.DENIED);
    }
}
