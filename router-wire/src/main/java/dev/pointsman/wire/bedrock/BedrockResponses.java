package dev.pointsman.wire.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.internal.JsonTypes;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Translates a whole answer of Converse to a {@code chat.completion}. */
final class BedrockResponses {
    private final ReasoningState reasoning;
    private final InstantSource clock;

    BedrockResponses(ReasoningState reasoning, InstantSource clock) {
        this.reasoning = reasoning;
        this.clock = clock;
    }

    /** Translates an answer, which has neither an id nor the name of its model. */
    ChatResponse translate(JsonNode from, String id, String model) {
        JsonNode content = JsonFields.field(JsonFields.object(JsonFields.object(from, "output"), "message"), "content");
        String stopReason = JsonFields.text(from, "stopReason");
        if (content == null || !content.isArray() || stopReason == null) {
            throw ProviderExceptions.badResponse(
                    "output.message.content: " + JsonTypes.of(content), "an array, and a stop reason");
        }
        JsonNode choice = JsonFields.build()
                .put("index", 0)
                .put("message", message(JsonFields.items(content)))
                .put("logprobs", NullNode.getInstance())
                .put("finish_reason", BedrockFormat.finishReason(stopReason))
                .node();
        return new ChatResponse(JsonFields.build()
                .put("id", id)
                .put("object", "chat.completion")
                .put("created", clock.instant().getEpochSecond())
                .put("model", model)
                .put("choices", List.of(choice))
                .put("usage", BedrockFormat.usage(JsonFields.object(from, "usage")))
                .node());
    }

    private JsonNode message(List<JsonNode> blocks) {
        StringBuilder text = new StringBuilder();
        StringBuilder thinking = new StringBuilder();
        List<JsonNode> details = new ArrayList<>();
        List<JsonNode> calls = new ArrayList<>();
        for (JsonNode block : blocks) {
            text.append(JsonFields.text(block, "text", ""));
            JsonNode reasoned = JsonFields.field(block, "reasoningContent");
            if (reasoned != null) {
                JsonNode signed = BedrockReasoning.fromContent(reasoned);
                thinking.append(JsonFields.text(signed, "thinking", ""));
                JsonNode detail = reasoning.detail(signed, details.size());
                if (detail != null) {
                    details.add(detail);
                }
            }
            JsonNode use = JsonFields.field(block, "toolUse");
            if (use != null) {
                String arguments = JsonReader.text(JsonFields.object(use, "input"));
                calls.add(BedrockFormat.toolCall(use, arguments).node());
            }
        }
        boolean onlyCalls = text.isEmpty() && !calls.isEmpty();
        return JsonFields.build()
                .put("role", "assistant")
                .put("content", onlyCalls ? NullNode.getInstance() : TextNode.valueOf(text.toString()))
                .put("reasoning_content", thinking.isEmpty() ? null : thinking.toString())
                .putIfAny("reasoning_details", details)
                .putIfAny("tool_calls", calls)
                .node();
    }
}
