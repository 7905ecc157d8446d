package dev.pointsman.micronaut.config;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Models that stand in for each other, in tiers; a lower tier serves only while no model of a higher one is available.
 *
 * @param name the pool's name
 * @param goal what calls to this pool are after unless they say otherwise; default: balanced
 * @param primary ids of the models that serve while they can, in order
 * @param fallback ids of the models that serve when no primary model is available, in order
 * @param emergency ids of the models that serve when nothing else is available, in order
 */
@Introspected
@Requires(condition = BoundElsewhere.class)
@EachProperty("pointsman.pools")
record PoolConfig(
        @Parameter String name,
        @Nullable String goal,
        List<String> primary,
        List<String> fallback,
        List<String> emergency) {}
