package dev.pointsman.testkit.internal.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fields of a request with opaque reasoning state, in all wire formats. */
public final class ReasoningFields {
    private static final Set<String> STATES =
            Set.of("signature", "encrypted_content", "thoughtSignature", "redactedContent");

    /** Text that Gemini takes for calls that another model made. */
    private static final String PLACEHOLDER = "skip_thought_signature_validator";

    private ReasoningFields() {}

    /** Returns the states in a JSON value, in their order. */
    public static List<String> in(JsonNode body) {
        List<String> states = new ArrayList<>();
        collect(body, states);
        return states;
    }

    private static void collect(JsonNode node, List<String> to) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String text = field.getValue().asText();
            boolean redacted =
                    field.getKey().equals("data") && node.path("type").asText().equals("redacted_thinking");
            if (!text.isEmpty() && !text.equals(PLACEHOLDER) && (redacted || STATES.contains(field.getKey()))) {
                to.add(text);
            }
        }
        node.forEach(child -> collect(child, to));
    }
}
