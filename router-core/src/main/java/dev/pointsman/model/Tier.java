package dev.pointsman.model;

/** Priority of a model within a pool; a lower tier serves only while no model of a higher one is available. */
public enum Tier {
    /** Serves whenever available. */
    PRIMARY,
    /** Serves when no primary model is available; its answers are degraded. */
    FALLBACK,
    /** Serves when nothing else is available; its answers are degraded. */
    EMERGENCY
}
