package dev.pointsman.router;

import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.stats.StatisticsConfig;
import java.util.List;
import java.util.Map;

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
        SessionHistory sessions,
        StaleAnswers stale,
        AvailabilityVersion changes,
        SlowTrips slowTrips,
        List<GuardedListener> listeners,
        List<GuardedListener> deciding) {

    /** Returns the breaker's configuration for one model. */
    BreakerConfig breakerOf(String model) {
        return breakers.getOrDefault(model, breaker);
    }
}
