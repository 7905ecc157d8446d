package dev.pointsman.micronaut.chat;

import io.micronaut.json.tree.JsonNode;
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
        JsonNode content = Json.field(from, "content");
        if (content == null || !content.isArray()) {
            throw Faults.badResponse("content: " + JsonKind.of(content), "an array");
        }
        if (content.size() == 0 && Json.text(from, "stop_reason") == null) {
            throw Faults.badResponse("content: empty", "content or a stop reason");
        }
        JsonNode choice = Json.build()
                .put("index", 0)
                .put("message", message(Json.items(content)))
                .put("logprobs", JsonNode.nullNode())
                .put("finish_reason", AnthropicWords.finishReason(Json.text(from, "stop_reason", "end_turn")))
                .node();
        return new ChatResponse(Json.build()
                .put("id", Json.text(from, "id"))
                .put("object", "chat.completion")
                .put("created", clock.instant().getEpochSecond())
                .put("model", Json.text(from, "model"))
                .put("choices", List.of(choice))
                .put("usage", AnthropicUsage.of(Json.object(from, "usage")).toOpenAi())
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
            switch (Json.text(block, "type", "")) {
                case "text" -> text.append(Json.text(block, "text", ""));
                case "thinking" -> thinking.append(Json.text(block, "thinking", ""));
                case "tool_use" -> calls.add(toolCall(block));
                default -> {}
            }
        }
        boolean onlyCalls = text.isEmpty() && !calls.isEmpty();
        return Json.build()
                .put("role", "assistant")
                .put("content", onlyCalls ? JsonNode.nullNode() : JsonNode.createStringNode(text.toString()))
                .put("reasoning_content", thinking.isEmpty() ? null : thinking.toString())
                .putIfAny("reasoning_details", details)
                .putIfAny("tool_calls", calls)
                .node();
    }

    private static JsonNode toolCall(JsonNode block) {
        String id = ToolIds.restored(Json.text(block, "id", ""));
        String arguments = JsonReader.written(Json.object(block, "input"));
        return AnthropicWords.toolCall(id, Json.text(block, "name", ""), arguments)
                .node();
    }
}
