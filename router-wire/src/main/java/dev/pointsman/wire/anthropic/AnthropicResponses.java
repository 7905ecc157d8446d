package dev.pointsman.wire.anthropic;

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

/** Translates a whole answer of Anthropic's Messages to a {@code chat.completion}. */
final class AnthropicResponses {
    private final ReasoningState reasoning;
    private final InstantSource clock;

    AnthropicResponses(ReasoningState reasoning, InstantSource clock) {
        this.reasoning = reasoning;
        this.clock = clock;
    }

    ChatResponse translate(JsonNode from) {
        JsonNode content = JsonFields.field(from, "content");
        if (content == null || !content.isArray()) {
            throw ProviderExceptions.badResponse("content: " + JsonTypes.of(content), "an array");
        }
        if (content.size() == 0 && JsonFields.text(from, "stop_reason") == null) {
            throw ProviderExceptions.badResponse("content: empty", "content or a stop reason");
        }
        JsonNode choice = JsonFields.build()
                .put("index", 0)
                .put("message", message(JsonFields.items(content)))
                .put("logprobs", NullNode.getInstance())
                .put("finish_reason", AnthropicFormat.finishReason(JsonFields.text(from, "stop_reason", "end_turn")))
                .node();
        return new ChatResponse(JsonFields.build()
                .put("id", JsonFields.text(from, "id"))
                .put("object", "chat.completion")
                .put("created", clock.instant().getEpochSecond())
                .put("model", JsonFields.text(from, "model"))
                .put("choices", List.of(choice))
                .put(
                        "usage",
                        AnthropicUsage.of(JsonFields.object(from, "usage")).toOpenAi())
                .node());
    }

    private JsonNode message(List<JsonNode> blocks) {
        StringBuilder text = new StringBuilder();
        StringBuilder thinking = new StringBuilder();
        List<JsonNode> details = new ArrayList<>();
        List<JsonNode> calls = new ArrayList<>();
        for (JsonNode block : blocks) {
            JsonNode detail = reasoning.detail(block, details.size());
            if (detail != null) {
                details.add(detail);
            }
            switch (JsonFields.text(block, "type", "")) {
                case "text" -> text.append(JsonFields.text(block, "text", ""));
                case "thinking" -> thinking.append(JsonFields.text(block, "thinking", ""));
                case "tool_use" -> calls.add(toolCall(block));
                default -> {}
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

    private static JsonNode toolCall(JsonNode block) {
        String id = ToolIds.restored(JsonFields.text(block, "id", ""));
        String arguments = JsonReader.text(JsonFields.object(block, "input"));
        return AnthropicFormat.toolCall(id, JsonFields.text(block, "name", ""), arguments)
                .node();
    }
}
