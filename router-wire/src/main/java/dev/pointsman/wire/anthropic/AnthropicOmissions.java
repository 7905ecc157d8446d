package dev.pointsman.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.JsonFields;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Omits optional fields that Anthropic's protocol cannot express.
 *
 * <p>Many clients always send these fields. If another model of the pool can express them, the call fails over to it;
 * in a pool of Anthropic models only, a refusal would gain nothing.
 */
final class AnthropicOmissions {
    private static final Set<String> HINTS = Set.of("seed", "metadata");
    private static final String FORMAT = "response_format";
    private static final String REASONING = "reasoning";
    private static final String EFFORT = "reasoning_effort";
    private static final JsonNode JSON_ONLY = JsonFields.build()
            .put("role", "system")
            .put("content", "Answer with one JSON object and nothing else.")
            .node();

    private AnthropicOmissions() {}

    static boolean isAnyIn(ChatRequest request) {
        JsonNode json = request.json();
        return HINTS.stream().anyMatch(field -> JsonFields.field(json, field) != null)
                || asksForJson(json)
                || JsonFields.field(json, EFFORT) != null
                || AnthropicSampling.stated(json).stream().anyMatch(AnthropicSampling::isBlank);
    }

    /**
     * Returns the request without them. A {@code json_object} format becomes an instruction, {@code reasoning_effort}
     * the effort of {@code reasoning}, and blank stop texts are dropped.
     */
    static ChatRequest from(ChatRequest request) {
        JsonNode json = request.json();
        Map<String, JsonNode> fields = JsonFields.fields(json);
        fields.keySet().removeAll(HINTS);
        JsonNode effort = fields.remove(EFFORT);
        if (effort != null && !effort.isNull()) {
            JsonNode reasoning = JsonFields.buildFrom(JsonFields.object(json, REASONING))
                    .put("effort", effort)
                    .node();
            fields.put(REASONING, reasoning);
        }
        List<JsonNode> stops = AnthropicSampling.stated(json);
        if (stops.removeIf(AnthropicSampling::isBlank)) {
            fields.put("stop", JsonFields.array(stops));
        }
        if (asksForJson(json)) {
            fields.remove(FORMAT);
            List<JsonNode> messages = request.messages();
            messages.add(0, JSON_ONLY);
            fields.put("messages", JsonFields.array(messages));
        }
        return request.with(JsonFields.objectOf(fields));
    }

    private static boolean asksForJson(JsonNode json) {
        return JsonFields.text(JsonFields.object(json, FORMAT), "type", "").equals("json_object");
    }
}
