package dev.pointsman.router;

import dev.pointsman.admission.Admission;
import dev.pointsman.admission.internal.EligibilityRules;
import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.breaker.internal.AvailabilityVersion;
import dev.pointsman.breaker.internal.HealthLink;
import dev.pointsman.breaker.internal.SlowTrips;
import dev.pointsman.failure.FailureClassifier;
import dev.pointsman.state.internal.PromptCaches;
import dev.pointsman.state.internal.StaleAnswers;
import dev.pointsman.stats.StatisticsConfig;
import dev.pointsman.strategy.RandomSource;
import dev.pointsman.strategy.internal.GoalRegistry;
import dev.pointsman.time.NanoClock;
import dev.pointsman.time.Scheduler;
import dev.pointsman.trace.RouteResult;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Immutable context shared by all parts of one router. */
record RouterContext(
        String instance,
        NanoClock clock,
        Scheduler scheduler,
        RandomSource chance,
        FailureClassifier classifier,
        StatisticsConfig statistics,
        BreakerConfig breaker,
        Map<String, BreakerConfig> breakers,
        GoalRegistry goals,
        PromptCaches prompts,
        StaleAnswers<RouteResult<?>> stale,
        EligibilityRules rules,
        @Nullable Admission admission,
        HealthLink health,
        AvailabilityVersion changes,
        SlowTrips slowTrips,
        List<GuardedListener> listeners,
        List<GuardedListener> deciding,
        List<GuardedListener> ending) {

    /** Returns the breaker's configuration for one model. */
    BreakerConfig breakerOf(String model) {
        return breakers.getOrDefault(model, breaker);
    }
}
