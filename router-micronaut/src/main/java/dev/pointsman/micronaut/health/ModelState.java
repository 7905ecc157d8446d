package dev.pointsman.micronaut.health;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** State of a model in a pool. */
public enum ModelState {
    /** Available: its breaker is closed, without cooldown or operator action. */
    SERVING,
    /** Available, but treated as down by a drill for all calls or a share of them. */
    DRILL,
    /** Forced open by an operator. */
    HELD,
    /** Its provider refused the key, does not know the model or has no quota left for it. */
    OUT,
    /** In a cooldown requested by its provider. */
    COOLDOWN,
    /** Its breaker is open; once the open time has passed, the next call is its trial. */
    OPEN,
    /** Its trial is under way. */
    HALF_OPEN,
    /** Its trial succeeded; ramp-up with few calls in flight, more with every success. */
    RECOVERING;

    /** Returns the name in JSON, such as {@code half-open}. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
