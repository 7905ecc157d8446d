package dev.pointsman.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Contents of an error body in any of the usual formats. Immutable. The message may quote a request or a key: it is
 * for redaction before anything else.
 *
 * @param codes its codes, types and reasons in lower case, the most specific first
 * @param message the provider's message; empty if none
 * @param status the HTTP status that the body names; 0 when it names none
 * @param retryDelay the retry delay that the body names, such as {@code 30s}; empty if none
 * @param param the parameter of the request that the body names; empty if none
 */
public record ErrorReport(Set<String> codes, String message, int status, String retryDelay, String param) {
    /** No contents. */
    public static final ErrorReport NONE = new ErrorReport(Set.of(), "", 0, "");

    /** Copies the codes. */
    public ErrorReport {
        codes = Collections.unmodifiableSet(new LinkedHashSet<>(codes));
    }

    /**
     * Creates contents without a parameter.
     *
     * @param codes its codes, types and reasons in lower case, the most specific first
     * @param message the provider's message; empty if none
     * @param status the HTTP status that the body names; 0 when it names none
     * @param retryDelay the retry delay that the body names; empty if none
     */
    public ErrorReport(Set<String> codes, String message, int status, String retryDelay) {
        this(codes, message, status, retryDelay, "");
    }

    /**
     * Reads an error body: objects, arrays of them, JSON in strings, stream events, plain text.
     *
     * @param body the bytes
     * @return the contents; empty ones for HTML
     */
    public static ErrorReport of(byte[] body) {
        return ErrorReader.read(body);
    }

    /**
     * Reads an error that is JSON already.
     *
     * @param body the JSON
     * @return the contents
     */
    public static ErrorReport of(JsonNode body) {
        return ErrorReader.read(body);
    }

    /**
     * Returns the most specific code.
     *
     * @return the code; empty if there is none
     */
    public String code() {
        return codes.isEmpty() ? "" : codes.iterator().next();
    }
}
