package dev.pointsman.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.wire.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Translates the items of a conversation to messages. Used once.
 *
 * <p>The neutral form has one assistant message with reasoning, text and calls where Responses has an item for each.
 * Developer messages become system messages, which more providers understand and OpenAI treats alike.
 */
final class ResponsesInput {
    /** Items that change nothing for a model of another provider: its own searches, and settings of its server. */
    private static final Set<String> LEFT_OUT = Set.of(
            "additional_tools",
            "configuration_update",
            "web_search_call",
            "tool_search_call",
            "tool_search_output",
            "image_generation_call");

    private final List<String> lost;
    private final List<JsonNode> messages = new ArrayList<>();
    private final List<JsonNode> content = new ArrayList<>(); // of the assistant's message under way, as the next ones
    private final List<JsonNode> calls = new ArrayList<>();
    private final List<JsonNode> reasoning = new ArrayList<>();
    private final List<JsonNode> images = new ArrayList<>(); // of tool results, for the user message behind them

    ResponsesInput(List<String> lost) {
        this.lost = lost;
    }

    List<JsonNode> messages(List<JsonNode> items) {
        for (int i = 0; i < items.size(); i++) {
            add(items.get(i), "input[" + i + "]");
        }
        endAssistant();
        endImages();
        return messages;
    }

    private void add(JsonNode item, String path) {
        String type = JsonFields.text(item, "type", "message");
        switch (type) {
            case "message" -> message(item, path);
            case "reasoning" -> reasoning(item);
            case "function_call" -> call(item, JsonFields.text(item, "arguments", ""));
            case "custom_tool_call" -> call(item, CustomTools.arguments(JsonFields.text(item, "input", "")));
            case "function_call_output", "custom_tool_call_output" -> result(item, path);
            default -> {
                if (!LEFT_OUT.contains(type)) {
                    lost.add(ResponsesFields.lostPath(path + ".type", type));
                }
            }
        }
    }

    private void reasoning(JsonNode item) {
        if (calls.isEmpty() && !content.isEmpty()) {
            endAssistant();
        }
        reasoning.addAll(OpaqueReasoning.details(item));
    }

    private void message(JsonNode item, String path) {
        String role = JsonFields.text(item, "role", "");
        List<JsonNode> parts = ResponsesContent.parts(JsonFields.field(item, "content"), path + ".content", lost);
        if (role.equals("assistant")) {
            endImages();
            // Calls must stand directly before their results: a text behind them joins their message.
            if (calls.isEmpty() && !content.isEmpty()) {
                endAssistant();
            }
            content.addAll(parts);
            return;
        }
        endAssistant();
        reasoning.clear(); // without an answer that it led to
        endImages();
        if (!parts.isEmpty()) {
            messages.add(JsonFields.build()
                    .put("role", role.equals("developer") ? "system" : role)
                    .put("content", ResponsesContent.content(parts))
                    .node());
        }
    }

    private void call(JsonNode item, String arguments) {
        endImages();
        JsonNode function = JsonFields.build()
                .put("name", ToolName.of(item).joined())
                .put("arguments", arguments.isBlank() ? "{}" : arguments)
                .node();
        calls.add(JsonFields.build()
                .put("id", JsonFields.text(item, "call_id", ""))
                .put("type", "function")
                .put("function", function)
                .node());
    }

    private void result(JsonNode item, String path) {
        endAssistant();
        List<JsonNode> parts = ResponsesContent.parts(JsonFields.field(item, "output"), path + ".output", lost);
        List<JsonNode> texts = new ArrayList<>();
        for (JsonNode part : parts) {
            (ResponsesContent.isText(part) ? texts : images).add(part);
        }
        boolean onlyImages = texts.isEmpty() && !parts.isEmpty();
        messages.add(JsonFields.build()
                .put("role", "tool")
                .put("tool_call_id", JsonFields.text(item, "call_id", ""))
                .put("content", onlyImages ? "The result is attached below." : ResponsesContent.joined(texts))
                .node());
    }

    /** Images of results follow in a message of the user, as a tool's message holds only text. */
    private void endImages() {
        if (!images.isEmpty()) {
            messages.add(JsonFields.build()
                    .put("role", "user")
                    .put("content", images)
                    .node());
            images.clear();
        }
    }

    private void endAssistant() {
        if (content.isEmpty() && calls.isEmpty()) {
            return; // reasoning alone belongs to what follows
        }
        JsonNode said = content.stream().allMatch(ResponsesContent::isText)
                ? TextNode.valueOf(ResponsesContent.joined(content))
                : JsonFields.array(content);
        messages.add(JsonFields.build()
                .put("role", "assistant")
                .put("content", content.isEmpty() ? NullNode.getInstance() : said)
                .putIfAny("reasoning_details", reasoning)
                .putIfAny("tool_calls", calls)
                .node());
        content.clear();
        calls.clear();
        reasoning.clear();
    }
}
