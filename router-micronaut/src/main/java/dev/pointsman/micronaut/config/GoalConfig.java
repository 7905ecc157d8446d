package dev.pointsman.micronaut.config;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * A goal of the user's own: weights, or another strategy under a new name, or one around another goal.
 *
 * @param name the goal's name
 * @param latency how much time matters, at least 0; default: 0
 * @param cost how much money matters, at least 0; default: 0
 * @param quality how much quality matters, at least 0; default: 0
 * @param strategy the strategy to use instead of weights
 * @param around the goal inside, for the strategies {@code sticky} (default: balanced) and {@code shadow}
 * @param beside the goal that is only recorded, for the strategy {@code shadow}
 * @param floor the share of calls spread evenly over all models so that each is seen now and then, from 0 to under 1
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
        @Nullable String around,
        @Nullable String beside,
        @Nullable Double floor) {}
