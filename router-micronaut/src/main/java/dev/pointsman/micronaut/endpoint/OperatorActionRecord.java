package dev.pointsman.micronaut.endpoint;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that somebody did to the router by the endpoint: an application event, published after it was done on the
 * thread that did it. Immutable; no control characters in any text.
 *
 * @param at when
 * @param who the name that the application's security knows; {@code anonymous} if it knows none
 * @param from the network address it came from; {@code unknown} if there is none
 * @param action what was done, such as {@code hold} or {@code drill}
 * @param values what was given with it, by name, such as the model and the minutes
 */
public record OperatorActionRecord(Instant at, String who, String from, String action, Map<String, Object> values) {

    /** Copies the values in their order. */
    public OperatorActionRecord {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
