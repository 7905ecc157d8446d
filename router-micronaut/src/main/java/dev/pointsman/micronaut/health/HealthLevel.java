package dev.pointsman.micronaut.health;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How well a pool can serve; a later word is worse. */
public enum HealthLevel {
    /** Every model could be tried, and none is on its way back. */
    HEALTHY,
    /** A model is out or on its way back; others serve. */
    DEGRADED,
    /** No model may be tried: calls fail at once, or ask one as a last resort. */
    CRITICAL;

    /** The word as in JSON, such as {@code healthy}. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    static HealthLevel worse(HealthLevel a, HealthLevel b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
