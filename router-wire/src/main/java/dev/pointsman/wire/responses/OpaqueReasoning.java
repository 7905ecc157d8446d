package dev.pointsman.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conversion of the neutral form's reasoning details to {@code encrypted_content} of a reasoning item and back. Clients
 * return the field unread; the details inside are marked with their origin by {@link ReasoningState}.
 */
final class OpaqueReasoning {
    private static final String MARK = "pointsman-details.";
    private static final String DETAILS = "details";

    private OpaqueReasoning() {}

    /** Returns whether a detail holds state of its provider: a signature or encrypted data. */
    static boolean isState(JsonNode detail) {
        return JsonFields.text(detail, "signature") != null || JsonFields.text(detail, "data") != null;
    }

    /** Returns the field for details with state; null if there are none. */
    static @Nullable String encode(List<JsonNode> details) {
        if (details.isEmpty()) {
            return null;
        }
        byte[] bytes = JsonReader.bytes(JsonFields.build().put(DETAILS, details).node());
        return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Returns the details in a reasoning item; none if its state was not made here. */
    static List<JsonNode> details(JsonNode item) {
        String state = JsonFields.text(item, "encrypted_content", "");
        if (ReasoningState.isWrapped(state)) {
            return List.of(ofResponses(item, state));
        }
        if (!state.startsWith(MARK)) {
            return List.of();
        }
        try {
            byte[] bytes =
                    Base64.getUrlDecoder().decode(state.substring(MARK.length()).getBytes(StandardCharsets.US_ASCII));
            return JsonFields.items(JsonReader.objectOrNull(bytes), DETAILS);
        } catch (IllegalArgumentException changed) {
            return List.of();
        }
    }

    /** A provider of the same protocol has only one state for an item, which needs no list around it. */
    private static JsonNode ofResponses(JsonNode item, String state) {
        return JsonFields.build()
                .put("type", "reasoning.encrypted")
                .put("format", "openai-responses-v1")
                .put("index", 0)
                .put("id", JsonFields.text(item, "id"))
                .put("data", state)
                .node();
    }
}
