package dev.pointsman.micronaut.config;

import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Configured breaker keys, of all models or of one. */
@Introspected
record BreakerSettings(
        @Nullable Integer consecutiveFailures,
        @Nullable Double failureRate,
        @Nullable Integer minimumCalls,
        @Nullable Duration window,
        @Nullable Double slowFactor,
        @Nullable Double slowRate,
        @Nullable Duration openFor,
        @Nullable Duration openAtMost,
        @Nullable Double jitter,
        @Nullable List<Integer> ramp,
        @Nullable Duration outFor,
        @Nullable Double trafficShare,
        @Nullable Duration trialLimit,
        @Nullable Duration cooldownAtMost)
        implements BreakerKeys {}
