package dev.pointsman.micronaut.health;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Health of a pool; later constants are worse. */
public enum HealthLevel {
    /** Every model is available, and none is recovering. */
    HEALTHY,
    /** A model is out or recovering; others serve. */
    DEGRADED,
    /** No model is available: calls fail at once, or try one as a last resort. */
    CRITICAL;

    /** Returns the name in JSON, such as {@code healthy}. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    static HealthLevel worse(HealthLevel a, HealthLevel b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
