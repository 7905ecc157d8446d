package dev.pointsman.wire.responses;

import java.util.List;
import java.util.Set;

/** Names of the fields that requests to Responses may have. */
public final class KnownFields {
    private static final Set<String> OF_EVERY_REQUEST = Set.of("model", "input", "stream", "previous_response_id");

    private KnownFields() {}

    /** The fields whose presence is a choice of the client. */
    public static List<String> ofResponses() {
        return ResponsesFields.known().stream()
                .filter(field -> !OF_EVERY_REQUEST.contains(field))
                .sorted()
                .toList();
    }
}
