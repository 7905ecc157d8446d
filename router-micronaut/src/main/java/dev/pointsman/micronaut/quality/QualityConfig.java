package dev.pointsman.micronaut.quality;

import dev.pointsman.micronaut.config.MetadataOnly;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Keys of {@code pointsman.quality}.
 *
 * @param enabled whether answers are checked and graded, and quality is learned; default: false
 * @param baseline time for which each model's usual quality is learned before changes are noticed; at least 1h; default:
 *     21d
 * @param falseAlarms expected number of models and signals with a false alarm in 30 days; over 0; default: 1
 * @param sessionIdle time after which a session counts as ended and its calls become one observation; over 0; default:
 *     30m
 * @param onAlarm {@code alert}; or {@code lower}: learned quality also forgets all but the model's last 40 grades; or
 *     {@code hold}: it also gets no calls until it is accepted or reset, unless its tier has no other model or another
 *     model of its pool is held; default: lower
 * @param prior weight of the configured quality, in grades; over 0; default: 100
 * @param memory number of grades that learned quality remembers; at least 1; default: 400
 * @param trialsPerHour observations that a lowered model should get in an hour, so that its recovery is noticed; at
 *     least 0; default: 6
 * @param decisions number of decisions that may still be graded; at least 1, at most 4194304; default: 65536
 * @param file file of baselines, evidence and learned quality, written every 5 minutes and at the end, so that a restart
 *     forgets none; without it all is in memory
 * @param probeTokensPerDay tokens a day for probes of each model, 0 for none; at least 0; default: 0
 * @param probeSearchTokens tokens for one search for prompts of probes at each model; at least 2000; default: 150000
 * @param queue number of answers that may wait to be checked; at least 1; default: 4096
 */
@Introspected
@Requires(condition = MetadataOnly.class)
@ConfigurationProperties("pointsman.quality")
record QualityConfig(
        @Nullable Boolean enabled,
        @Nullable Duration baseline,
        @Nullable Double falseAlarms,
        @Nullable Duration sessionIdle,
        @Nullable String onAlarm,
        @Nullable Double prior,
        @Nullable Double memory,
        @Nullable Double trialsPerHour,
        @Nullable Integer decisions,
        @Nullable String file,
        @Nullable Integer probeTokensPerDay,
        @Nullable Integer probeSearchTokens,
        @Nullable Integer queue) {}
