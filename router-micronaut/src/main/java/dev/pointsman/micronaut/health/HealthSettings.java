package dev.pointsman.micronaut.health;

/**
 * Health settings.
 *
 * @param readinessDownWhenCritical whether readiness is DOWN while a pool has no available model
 */
record HealthSettings(boolean readinessDownWhenCritical) {

    /** Pool health is reported and does not affect readiness. */
    static final HealthSettings DEFAULT = new HealthSettings(false);
}
