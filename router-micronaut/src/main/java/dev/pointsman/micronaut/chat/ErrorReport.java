package dev.pointsman.micronaut.chat;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Contents of an error body in any of the usual formats; read by {@link ErrorReader}.
 *
 * @param codes its codes, types and reasons in lower case, the most specific first
 * @param message the provider's message; empty if none
 * @param status the HTTP status that the body names; 0 when it names none
 * @param retryDelay the retry delay that the body names, such as {@code 30s}; empty if none
 */
record ErrorReport(Set<String> codes, String message, int status, String retryDelay) {
    static final ErrorReport NONE = new ErrorReport(Set.of(), "", 0, "");

    ErrorReport {
        codes = Collections.unmodifiableSet(new LinkedHashSet<>(codes));
    }

    /** Returns the most specific code; empty if there is none. */
    String code() {
        return codes.isEmpty() ? "" : codes.iterator().next();
    }
}
