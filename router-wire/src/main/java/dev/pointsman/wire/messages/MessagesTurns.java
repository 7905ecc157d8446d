package dev.pointsman.wire.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ValueErrors;
import dev.pointsman.wire.anthropic.ToolIds;
import dev.pointsman.wire.internal.JsonTypes;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages of a conversation, translated one by one. The results of tool calls become messages of their own, in front of
 * the rest of their turn, as they must follow the calls. Not thread-safe.
 */
final class MessagesTurns {
    private final MessagesContent content;
    private final List<JsonNode> messages = new ArrayList<>();

    MessagesTurns(List<String> lost) {
        this.content = new MessagesContent(lost);
    }

    List<JsonNode> messages() {
        return messages;
    }

    /** Adds a system prompt: a text, or blocks of text. */
    void system(JsonNode prompt, String path) {
        if (!isBlank(prompt)) {
            add("system", content.value(prompt, path));
        }
    }

    void add(JsonNode message, String path) {
        ValueErrors.that(message.isObject(), path, JsonTypes.of(message), "an object");
        String role = JsonFields.text(message, "role", "none");
        JsonNode value = JsonFields.field(message, "content");
        boolean is = value != null && (value.isTextual() || value.isArray());
        ValueErrors.that(is, path + ".content", JsonTypes.of(value), "a string or an array of blocks");
        JsonNode given = value == null ? JsonFields.EMPTY : value;
        switch (role) {
            case "system" -> system(given, path + ".content");
            case "user" -> user(given, path + ".content");
            case "assistant" -> assistant(given, path + ".content");
            default -> throw ValueErrors.wrong(path + ".role", role, "user, assistant or system");
        }
    }

    private void user(JsonNode given, String path) {
        if (given.isTextual()) {
            add("user", given);
            return;
        }
        List<JsonNode> parts = new ArrayList<>();
        List<JsonNode> blocks = JsonFields.items(given);
        boolean results = false;
        for (int i = 0; i < blocks.size(); i++) {
            String at = path + "[" + i + "]";
            if (type(blocks.get(i)).equals("tool_result")) {
                results = true;
                messages.add(result(blocks.get(i), at));
            } else {
                content.add(parts, blocks.get(i), at);
            }
        }
        if (!parts.isEmpty() || !results) {
            add("user", MessagesContent.shortest(parts));
        }
    }

    private JsonNode result(JsonNode block, String path) {
        JsonNode given = JsonFields.field(block, "content");
        return JsonFields.build()
                .put("role", "tool")
                .put("tool_call_id", ToolIds.restored(JsonFields.text(block, "tool_use_id", "")))
                .put("content", given == null ? TextNode.valueOf("") : content.value(given, path + ".content"))
                .put("is_error", JsonFields.isTrue(block, "is_error") ? JsonFields.field(block, "is_error") : null)
                .put("cache_control", JsonFields.field(block, "cache_control"))
                .node();
    }

    private void assistant(JsonNode given, String path) {
        if (given.isTextual()) {
            add("assistant", given);
            return;
        }
        List<JsonNode> parts = new ArrayList<>();
        List<JsonNode> calls = new ArrayList<>();
        List<JsonNode> details = new ArrayList<>();
        List<JsonNode> blocks = JsonFields.items(given);
        for (int i = 0; i < blocks.size(); i++) {
            JsonNode block = blocks.get(i);
            switch (type(block)) {
                case "tool_use" -> calls.add(call(block));
                case "thinking", "redacted_thinking" -> details.add(MessagesReasoning.detail(block, details.size()));
                default -> content.add(parts, block, path + "[" + i + "]");
            }
        }
        boolean onlyCalls = parts.isEmpty() && !calls.isEmpty();
        messages.add(JsonFields.build()
                .put("role", "assistant")
                .put("content", onlyCalls ? NullNode.getInstance() : MessagesContent.shortest(parts))
                .putIfAny("reasoning_details", details)
                .putIfAny("tool_calls", calls)
                .node());
    }

    private static JsonNode call(JsonNode block) {
        JsonNode function = JsonFields.build()
                .put("name", JsonFields.text(block, "name", ""))
                .put("arguments", JsonReader.text(JsonFields.object(block, "input")))
                .node();
        return JsonFields.build()
                .put("id", ToolIds.restored(JsonFields.text(block, "id", "")))
                .put("type", "function")
                .put("function", function)
                .put("cache_control", JsonFields.field(block, "cache_control"))
                .node();
    }

    private void add(String role, JsonNode value) {
        messages.add(JsonFields.build().put("role", role).put("content", value).node());
    }

    private static String type(JsonNode block) {
        return JsonFields.text(block, "type", "");
    }

    private static boolean isBlank(JsonNode prompt) {
        return prompt.isTextual() ? prompt.textValue().isBlank() : prompt.size() == 0;
    }
}
