package dev.pointsman.micronaut.config;

import dev.pointsman.failure.FailureClassifier;
import dev.pointsman.micronaut.chat.ProviderSettings;
import dev.pointsman.model.Model;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.router.ModelRouterBuilder;
import dev.pointsman.router.RouterListener;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.time.NanoClock;
import dev.pointsman.time.Scheduler;
import dev.pointsman.wire.failure.FailureMappings;
import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.inject.qualifiers.Qualifiers;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Factory of the configured router, created at application start if it is configured, and of a {@link ProviderSettings}
 * bean for every provider, with the provider's name.
 */
@Factory
@Requires(property = SettingsReader.ROOT)
final class RouterFactory {
    private static final Logger LOG = LoggerFactory.getLogger(RouterFactory.class);

    @Singleton
    RouterSettings settings(
            BeanContext beans, Environment environment, ConversionService conversions, List<RoutingStrategy> plugins) {
        List<SettingsSection<?, ?>> sections = new ArrayList<>();
        beans.getBeansOfType(SettingsSection.class).forEach(sections::add);
        RouterSettings settings =
                SettingsReader.read(environment, conversions, builder(plugins).strategies(), sections);
        settings.providers()
                .forEach(provider ->
                        beans.registerSingleton(ProviderSettings.class, provider, Qualifiers.byName(provider.name())));
        return settings;
    }

    @Singleton
    FailureMappings failures(RouterSettings settings) {
        return settings.failures();
    }

    @Singleton
    BoundSections sections(RouterSettings settings) {
        return settings.sections();
    }

    @Context
    ModelRouter router(
            RouterSettings settings,
            List<RoutingStrategy> plugins,
            List<RouterListener> listeners,
            RouterPlugins added,
            List<RouterCustomizer> customizers,
            @Nullable FailureClassifier classifier,
            @Nullable NanoClock clock,
            @Nullable Scheduler scheduler) {
        warnOfUnknownPrices(settings.models());
        ModelRouterBuilder builder = builder(plugins)
                .instance(settings.instance())
                .models(settings.models())
                .breaker(settings.breaker());
        settings.breakers().forEach(builder::breaker);
        settings.goals().forEach(builder::goal);
        settings.pools().forEach(builder::pool);
        listeners.forEach(builder::listener);
        if (settings.seed() != null) {
            builder.seed(settings.seed());
        }
        if (classifier != null) {
            builder.classifier(classifier);
        }
        if (clock != null) {
            builder.clock(clock);
        }
        if (scheduler != null) {
            builder.scheduler(scheduler);
        }
        added.addTo(builder);
        customizers.forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    private static void warnOfUnknownPrices(Collection<Model> models) {
        List<String> unpriced = models.stream()
                .filter(model -> model.price() == null)
                .map(Model::id)
                .toList();
        if (!unpriced.isEmpty()) {
            LOG.warn(
                    "Models without a price: {}. Goals take them for as expensive as the most expensive candidate,"
                            + " price ceilings exclude them, and their cost is missing in the metrics. Set price in"
                            + " pointsman.models, or { input: 0, output: 0 } for models of your own",
                    String.join(", ", unpriced));
        }
    }

    private static ModelRouterBuilder builder(List<RoutingStrategy> plugins) {
        ModelRouterBuilder builder = ModelRouter.builder();
        plugins.forEach(builder::strategy);
        return builder;
    }
}
