package dev.pointsman.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.internal.CompletionBuilder;
import dev.pointsman.wire.internal.JsonTypes;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.time.InstantSource;

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
        CompletionBuilder answer = new CompletionBuilder();
        JsonFields.items(content).forEach(block -> add(block, answer));
        return answer.build(
                JsonFields.text(from, "id"),
                LongNode.valueOf(clock.instant().getEpochSecond()),
                JsonFields.text(from, "model"),
                AnthropicFormat.finishReason(JsonFields.text(from, "stop_reason", "end_turn")),
                AnthropicUsage.of(JsonFields.object(from, "usage")).toOpenAi());
    }

    private void add(JsonNode block, CompletionBuilder answer) {
        answer.detail(reasoning.detail(block, answer.details()));
        switch (JsonFields.text(block, "type", "")) {
            case "text" -> answer.text(JsonFields.text(block, "text", ""));
            case "thinking" -> answer.reasoning(JsonFields.text(block, "thinking", ""));
            case "tool_use" -> answer.call(toolCall(block));
            default -> {}
        }
    }

    private static JsonNode toolCall(JsonNode block) {
        String id = ToolIds.restored(JsonFields.text(block, "id", ""));
        String arguments = JsonReader.text(JsonFields.object(block, "input"));
        return AnthropicFormat.toolCall(id, JsonFields.text(block, "name", ""), arguments)
                .node();
    }
}
