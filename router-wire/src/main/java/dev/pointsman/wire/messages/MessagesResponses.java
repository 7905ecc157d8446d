package dev.pointsman.wire.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.JsonEdit;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ToolCall;
import dev.pointsman.wire.anthropic.ToolIds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Renders a whole answer as a message of Anthropic's protocol. */
final class MessagesResponses {
    private static final String CONTENT = "content";

    private MessagesResponses() {}

    static byte[] render(ChatResponse response) {
        byte[] source = response.source(MessagesProtocol.NAME);
        JsonNode message = message(response);
        return source == null
                ? JsonReader.bytes(translated(response, message))
                : withOrigin(source, JsonFields.items(message, "reasoning_details"));
    }

    private static JsonNode message(ChatResponse response) {
        List<JsonNode> choices = JsonFields.items(response.json(), "choices");
        return choices.isEmpty() ? JsonFields.EMPTY : JsonFields.object(choices.get(0), "message");
    }

    /** Returns the provider's bytes, in which only signatures get their origin. */
    private static byte[] withOrigin(byte[] source, List<JsonNode> details) {
        if (details.isEmpty()) {
            return source;
        }
        JsonNode parsed = JsonReader.object(source, "the answer");
        Iterator<JsonNode> signed = details.iterator();
        List<JsonNode> blocks = JsonFields.items(parsed, CONTENT);
        List<JsonNode> wrapped = new ArrayList<>();
        for (JsonNode block : blocks) {
            String field = JsonFields.text(block, "type", "").equals("thinking") ? "signature" : "data";
            boolean reasoned = JsonFields.text(block, "type", "").endsWith("thinking")
                    && !JsonFields.text(block, field, "").isEmpty();
            wrapped.add(
                    reasoned && signed.hasNext()
                            ? JsonFields.buildFrom(block)
                                    .put(field, MessagesReasoning.state(signed.next()))
                                    .node()
                            : block);
        }
        return new JsonEdit(source).items(CONTENT, blocks, wrapped).bytes();
    }

    private static JsonNode translated(ChatResponse response, JsonNode message) {
        List<JsonNode> blocks = reasoning(message);
        String text = JsonFields.text(message, CONTENT, JsonFields.text(message, "refusal", ""));
        if (!text.isEmpty()) {
            blocks.add(JsonFields.build().put("type", "text").put("text", text).node());
        }
        List<ToolCall> calls = response.toolCalls();
        calls.forEach(call -> blocks.add(toolUse(call)));
        return JsonFields.build()
                .put("id", JsonFields.text(response.json(), "id", "msg_pointsman"))
                .put("type", "message")
                .put("role", "assistant")
                .put("model", response.model())
                .put(CONTENT, blocks)
                .put("stop_reason", stopReason(response.finishReason(), !calls.isEmpty()))
                .put("stop_sequence", NullNode.getInstance())
                .put("usage", MessagesUsage.of(JsonFields.object(response.json(), "usage")))
                .node();
    }

    private static List<JsonNode> reasoning(JsonNode message) {
        List<JsonNode> blocks = new ArrayList<>();
        for (JsonNode detail : JsonFields.items(message, "reasoning_details")) {
            blocks.add(MessagesReasoning.block(detail));
        }
        String text = JsonFields.text(message, "reasoning_content", JsonFields.text(message, "reasoning", ""));
        boolean told = blocks.stream()
                .anyMatch(block -> !JsonFields.text(block, "thinking", "").isEmpty());
        if (!text.isEmpty() && !told) {
            blocks.add(0, MessagesReasoning.thinking(text, MessagesReasoning.UNSIGNED));
        }
        return blocks;
    }

    private static JsonNode toolUse(ToolCall call) {
        JsonNode input = JsonReader.objectOrNull(call.arguments().getBytes(StandardCharsets.UTF_8));
        return JsonFields.build()
                .put("type", "tool_use")
                .put("id", ToolIds.mapped(call.id()))
                .put("name", call.name())
                .put("input", input == null ? JsonFields.EMPTY : input)
                .node();
    }

    static String stopReason(String finishReason, boolean calls) {
        return switch (finishReason) {
            case "length" -> "max_tokens";
            case "content_filter" -> "refusal";
            default -> calls ? "tool_use" : "end_turn";
        };
    }
}
