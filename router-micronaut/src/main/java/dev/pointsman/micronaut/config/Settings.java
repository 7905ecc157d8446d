package dev.pointsman.micronaut.config;

import dev.pointsman.micronaut.chat.ProviderSettings;
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
 * @param seed the start of the router's chance; null when it was not said
 */
record Settings(
        List<ProviderSettings> providers,
        Collection<Model> models,
        Map<String, RoutingStrategy> goals,
        List<Pool> pools,
        @Nullable Long seed) {}
