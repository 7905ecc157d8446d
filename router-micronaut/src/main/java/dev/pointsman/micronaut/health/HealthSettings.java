package dev.pointsman.micronaut.health;

/**
 * What the router's health means to the application.
 *
 * @param readinessDownWhenCritical whether the application is not ready while a pool has nobody left
 */
public record HealthSettings(boolean readinessDownWhenCritical) {

    /** The pools' state is told and has no consequence. */
    public static final HealthSettings DEFAULT = new HealthSettings(false);
}
