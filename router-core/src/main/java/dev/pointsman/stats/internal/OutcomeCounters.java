package dev.pointsman.stats.internal;

/**
 * Counters of ended calls since the start, for display. Guarded by its owner's lock; kept apart from the data of
 * lock-free readers because it is written at every end.
 */
final class OutcomeCounters {
    long successes;
    long failures;
    long ignored;
}
