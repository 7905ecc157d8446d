package dev.pointsman.micronaut.chat;

import io.micronaut.json.tree.JsonNode;

/** Provider error inside an answer with a success status; {@link ProviderErrors} determines its kind. */
final class ReportedErrorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient JsonNode body;

    ReportedErrorException(JsonNode body) {
        super("the provider reported an error", null, false, false);
        this.body = body;
    }

    JsonNode body() {
        return body;
    }
}
