package dev.pointsman.micronaut.endpoint;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Record of an operator action at the endpoint: an application event, published after the action on the same thread.
 * Immutable; no control characters in any text.
 *
 * @param at the time
 * @param who the authenticated name; {@code anonymous} if not authenticated
 * @param from the network address it came from; {@code unknown} if there is none
 * @param action the action, such as {@code hold} or {@code drill}
 * @param values the parameters by name, such as the model and the minutes
 * @param before the values that the action replaced, by name, such as the former weights; empty if it sets none
 */
public record OperatorActionRecord(
        Instant at, String who, String from, String action, Map<String, Object> values, Map<String, Object> before) {

    /** Copies the values in their order. */
    public OperatorActionRecord {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        before = Collections.unmodifiableMap(new LinkedHashMap<>(before));
    }
}
