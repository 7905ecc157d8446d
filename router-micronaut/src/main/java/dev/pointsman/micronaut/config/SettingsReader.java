package dev.pointsman.micronaut.config;

import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.micronaut.chat.ProviderSettings;
import dev.pointsman.model.Model;
import dev.pointsman.policy.Pool;
import dev.pointsman.strategy.RoutingStrategy;
import io.micronaut.context.env.Environment;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.naming.conventions.StringConvention;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reader of the whole configuration, with validation. */
final class SettingsReader {
    static final String ROOT = SettingsSection.ROOT;

    private SettingsReader() {}

    /**
     * Reads the configuration under {@code pointsman}.
     *
     * @param environment the application's environment
     * @param conversions the application's conversions from text
     * @param strategies the strategies that goals may name
     * @param sections the features' sections
     * @return the settings
     * @throws io.micronaut.context.exceptions.ConfigurationException if anything is invalid; the message has all errors
     */
    static RouterSettings read(
            Environment environment,
            ConversionService conversions,
            Map<String, RoutingStrategy> strategies,
            Collection<SettingsSection<?, ?>> sections) {
        ConfigErrors report = ConfigErrors.of(ROOT);
        ConfigSection root = new ConfigSection(
                ROOT, report, RawSettings.flatten(environment.getProperties(ROOT, StringConvention.RAW)));
        ConfigBinder binder = new ConfigBinder(new ValueConverter(environment, conversions));
        SectionBinder features = new SectionBinder(binder, sections);
        RouterConfig config = binder.bind(RouterConfig.class, root, features.keys());
        RouterSettings settings = make(config, strategies, features.bind(root), report);
        report.throwIfAnyMistake();
        return settings;
    }

    private static RouterSettings make(
            RouterConfig config,
            Map<String, RoutingStrategy> strategies,
            Map<String, @Nullable Object> features,
            ConfigErrors report) {
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
                instance,
                new BoundSections(instance, features),
                config.seed());
    }
}
