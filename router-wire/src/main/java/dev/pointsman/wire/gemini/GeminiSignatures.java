package dev.pointsman.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ToolCall;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Thought signatures of an assistant message, returned to the parts that they came with.
 *
 * <p>Models that require a signature for the first call of a step accept a placeholder for calls that another model
 * made.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/thought-signatures">Thought signatures</a>
 */
final class GeminiSignatures {
    static final String FORMAT = "google-gemini-v1";
    static final String PLACEHOLDER = "skip_thought_signature_validator";

    private final ReasoningState reasoning;
    private final boolean required;

    GeminiSignatures(ReasoningState reasoning, boolean required) {
        this.reasoning = reasoning;
        this.required = required;
    }

    /** Returns the parts of a message: its content, then its calls, with the signatures of this provider. */
    List<JsonNode> signed(JsonNode message, List<JsonNode> content, List<ToolCall> calls, List<JsonNode> callParts) {
        Map<String, String> states = new HashMap<>();
        for (JsonNode detail : reasoning.opaque(message, FORMAT)) {
            states.put(JsonFields.text(detail, "id", ""), JsonFields.text(detail, "data", ""));
        }
        List<JsonNode> parts = new ArrayList<>(content);
        signLast(parts, states.get(""));
        for (int i = 0; i < callParts.size(); i++) {
            String state = states.get(calls.get(i).id());
            boolean placeholder = state == null && i == 0 && required;
            parts.add(with(callParts.get(i), placeholder ? PLACEHOLDER : state));
        }
        return parts;
    }

    /** A signature without a call came with the last text, which may have been empty. */
    private static void signLast(List<JsonNode> parts, @Nullable String state) {
        if (state == null) {
            return;
        }
        if (parts.isEmpty()) {
            parts.add(JsonFields.build().put("text", "").node());
        }
        int last = parts.size() - 1;
        parts.set(last, with(parts.get(last), state));
    }

    private static JsonNode with(JsonNode part, @Nullable String state) {
        return state == null
                ? part
                : JsonFields.buildFrom(part).put("thoughtSignature", state).node();
    }
}
