package dev.pointsman.wire;

import com.fasterxml.jackson.databind.JsonNode;

/** Provider error inside an answer with a success status; its codes and message determine its kind. */
public final class ReportedErrorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient JsonNode body;

    /**
     * Creates an exception.
     *
     * @param body the JSON of the error, no part of the message
     */
    public ReportedErrorException(JsonNode body) {
        super("the provider reported an error", null, false, false);
        this.body = body;
    }

    /**
     * Returns the error.
     *
     * @return its JSON
     */
    public JsonNode body() {
        return body;
    }
}
