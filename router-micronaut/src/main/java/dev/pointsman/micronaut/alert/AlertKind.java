package dev.pointsman.micronaut.alert;

import java.util.Locale;

/** Kind of an alert, the most severe first. */
enum AlertKind {
    /** A pool has no available model. */
    CRITICAL,
    /** A provider refuses the key, or forbids the calls of three different callers in a row. */
    CREDENTIALS,
    /** Money or quota at a provider is used up. */
    QUOTA_EXHAUSTED,
    /** A provider does not know a model. */
    MODEL_NOT_FOUND,
    /** A provider asked for a pause of more than a minute. */
    RATE_LIMITED,
    /** A pool has models that are out or recovering; others serve. */
    DEGRADED,
    /** A model's answers got worse than its peers'. */
    QUALITY,
    /** The incident of an alert that was sent is over. */
    RECOVERED,
    /** A model's breaker opened. */
    OPENED,
    /** A drill began. */
    DRILL;

    /** Returns the name in configuration and JSON, such as {@code quota-exhausted}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
