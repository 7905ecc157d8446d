package dev.pointsman.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.model.Capability;
import dev.pointsman.model.Model;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.JsonFields;
import java.util.Map;

/** Repairs of a request that was translated from another client's protocol; a request of this protocol is unchanged. */
final class TranslatedRequest {
    private TranslatedRequest() {}

    /** Returns the fields to send, before those that are set for every request. */
    static Map<String, JsonNode> fields(Model model, ChatRequest request) {
        Map<String, JsonNode> fields = JsonFields.fields(request.json());
        if (!request.isTranslatedFor("openai")) {
            return fields;
        }
        JsonNode reasoning = fields.remove("reasoning");
        String effort = JsonFields.text(reasoning, "effort");
        boolean own = request.source("openai-responses") != null; // the same setting under another name
        if (effort != null && (own || model.capabilities().contains(Capability.REASONING))) {
            fields.putIfAbsent("reasoning_effort", TextNode.valueOf(effort));
        }
        fields.computeIfPresent("tools", (name, tools) -> TranslatedMessages.unmarked(tools));
        fields.put("messages", JsonFields.array(TranslatedMessages.of(request.messages())));
        return fields;
    }
}
