package dev.pointsman.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.JsonFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Origin of the encrypted reasoning in a response object that a provider of the same protocol sent. */
final class NativeReasoning {
    private static final String STATE = "encrypted_content";

    private NativeReasoning() {}

    /** Returns the response object with the state that the neutral form of the answer has; the same without any. */
    static JsonNode marked(JsonNode response, ChatResponse answer) {
        Map<String, JsonNode> states = new HashMap<>();
        for (JsonNode choice : JsonFields.items(answer.json(), "choices")) {
            for (JsonNode detail : JsonFields.items(JsonFields.object(choice, "message"), "reasoning_details")) {
                JsonNode state = JsonFields.field(detail, "data");
                if (state != null) {
                    states.put(JsonFields.text(detail, "id", ""), state);
                }
            }
        }
        if (states.isEmpty()) {
            return response;
        }
        List<JsonNode> items = new ArrayList<>();
        for (JsonNode item : JsonFields.items(response, "output")) {
            JsonNode state = JsonFields.field(item, STATE) == null ? null : states.get(JsonFields.text(item, "id", ""));
            items.add(
                    state == null
                            ? item
                            : JsonFields.buildFrom(item).put(STATE, state).node());
        }
        return JsonFields.buildFrom(response).put("output", items).node();
    }
}
