package dev.pointsman.router;

import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.stats.StatisticsConfig;
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
        ServedSessions sessions,
        StaleAnswers stale,
        EligibilityRules rules,
        @Nullable Admission admission,
        HealthLink health,
        AvailabilityVersion changes,
        SlowTrips slowTrips,
        List<GuardedListener> listeners,
        List<GuardedListener> deciding) {

    /** Returns the breaker's configuration for one model. */
    BreakerConfig breakerOf(String model) {
        return breakers.getOrDefault(model, breaker);
    }
}
