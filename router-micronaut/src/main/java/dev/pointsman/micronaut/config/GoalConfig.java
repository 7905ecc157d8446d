package dev.pointsman.micronaut.config;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * Custom goal: weights, another strategy under a new name, or a strategy that wraps another goal.
 *
 * @param name the goal's name
 * @param latency weight of latency; at least 0; default: 0
 * @param cost weight of cost; at least 0; default: 0
 * @param quality weight of quality; at least 0; default: 0
 * @param strategy the strategy to use instead of weights
 * @param delegate the wrapped goal, for the strategies {@code sticky} (default: balanced) and {@code shadow}
 * @param shadow the goal that is only recorded, for the strategy {@code shadow}
 * @param floor share of calls spread evenly over all models, so that each is measured regularly; at least 0, under 1;
 *     default: 0
 */
@Introspected
@Requires(condition = MetadataOnly.class)
@EachProperty("pointsman.goals")
record GoalConfig(
        @Parameter String name,
        @Nullable Double latency,
        @Nullable Double cost,
        @Nullable Double quality,
        @Nullable String strategy,
        @Nullable String delegate,
        @Nullable String shadow,
        @Nullable Double floor) {}
