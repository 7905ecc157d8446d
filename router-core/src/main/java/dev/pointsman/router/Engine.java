package dev.pointsman.router;

import dev.pointsman.breaker.BreakerConfig;
import dev.pointsman.stats.StatisticsConfig;
import java.util.List;

/** What every part of one router shares and nobody changes. */
record Engine(
    NanoClock clock,
    Chance chance,
    FailureClassifier classifier,
    StatisticsConfig statistics,
    BreakerConfig breaker,
    Goals goals,
    Sessions sessions,
    List<GuardedListener> listeners) {}
