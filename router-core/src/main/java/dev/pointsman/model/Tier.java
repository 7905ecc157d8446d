package dev.pointsman.model;

/** The rank of a model within a pool; a lower tier serves only while no model of a higher one is available. */
public enum Tier {
    /** Serves while it can. */
    PRIMARY,
    /** Serves when no primary model is available; its answers are degraded. */
    FALLBACK,
    /** Serves when nothing else is available; its answers are degraded. */
    EMERGENCY
}
