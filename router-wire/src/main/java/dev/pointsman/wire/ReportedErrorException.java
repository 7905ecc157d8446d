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
     * Creates the exception of an answer that ended because the model failed.
     *
     * @param reason the finish reason
     * @return the exception, with the code {@code finish_reason_error}
     */
    public static ReportedErrorException ofFinish(String reason) {
        JsonNode error = JsonFields.build()
                .put("code", "finish_reason_error")
                .put("message", "the model failed: finish reason " + ValueErrors.shortly(reason))
                .node();
        return new ReportedErrorException(JsonFields.build().put("error", error).node());
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
