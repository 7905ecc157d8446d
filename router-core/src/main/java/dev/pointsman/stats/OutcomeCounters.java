package dev.pointsman.stats;

/**
 * Calls that have ended since the start, for people. Guarded by its owner's lock; apart from what readers look at, for it
 * is written at every end.
 */
final class OutcomeCounters {
    long successes;
    long failures;
    long ignored;
}
