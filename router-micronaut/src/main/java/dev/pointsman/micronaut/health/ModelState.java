package dev.pointsman.micronaut.health;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What keeps a model from serving as usual. */
public enum ModelState {
    /** Nothing: its breaker is closed, and nobody asked to leave it alone. */
    SERVING,
    /** Nothing but a drill, which treats it as down for all calls or a share of them. */
    DRILL,
    /** Somebody holds it out by hand. */
    HELD,
    /** Its provider refused the key, does not know the model or has no quota left for it. */
    OUT,
    /** Its provider asked to be left alone for a while. */
    COOLDOWN,
    /** Its breaker is open; once the open time has passed, the next call is its trial. */
    OPEN,
    /** Its trial is under way. */
    HALF_OPEN,
    /** Its trial succeeded; few calls at once, more with every success. */
    RECOVERING;

    /** The word as in JSON, such as {@code half-open}. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
