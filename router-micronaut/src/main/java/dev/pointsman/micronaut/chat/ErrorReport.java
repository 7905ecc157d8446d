package dev.pointsman.micronaut.chat;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Contents of the body of an error, whichever of the usual shapes it has; {@link ErrorReader} reads it.
 *
 * @param codes its codes, types and reasons in lower case, the most telling first
 * @param message the provider's own sentence; empty when it gives none
 * @param status the HTTP status that the body names; 0 when it names none
 * @param retryDelay how long the body asks to wait, such as {@code 30s}; empty when it does not say so
 */
record ErrorReport(Set<String> codes, String message, int status, String retryDelay) {
    static final ErrorReport NONE = new ErrorReport(Set.of(), "", 0, "");

    ErrorReport {
        codes = Collections.unmodifiableSet(new LinkedHashSet<>(codes));
    }

    /** The most telling code; empty when there is none. */
    String code() {
        return codes.isEmpty() ? "" : codes.iterator().next();
    }
}
