package dev.pointsman.wire.openairesponses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.internal.ToolPairs;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Translates messages of the neutral form to items of a Responses input. */
final class MessageItems {
    /** Longest id of a call that OpenAI takes. */
    private static final int LONGEST_ID = 64;

    private static final String CONTENT = "content";

    private final ReasoningState reasoning;

    MessageItems(ReasoningState reasoning) {
        this.reasoning = reasoning;
    }

    List<JsonNode> translate(List<JsonNode> given) {
        List<JsonNode> messages = ToolPairs.repaired(given);
        List<JsonNode> items = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.get(i);
            String path = "messages[" + i + "]";
            String role = JsonFields.text(message, "role", "");
            switch (role) {
                case "system", "developer", "user" -> items.add(message(role, parts(message, "input_text", path)));
                case "assistant" -> assistant(items, message, path);
                case "tool" -> items.add(result(message, path));
                default ->
                    throw UnsupportedFields.refused(path + ".role", role, "system, developer, user, assistant or tool");
            }
        }
        return items;
    }

    private static JsonNode message(String role, List<JsonNode> parts) {
        return JsonFields.build()
                .put("type", "message")
                .put("role", role)
                .put(CONTENT, parts)
                .node();
    }

    static JsonNode message(String role, String type, String text) {
        return message(
                role,
                List.of(JsonFields.build().put("type", type).put("text", text).node()));
    }

    private void assistant(List<JsonNode> items, JsonNode message, String path) {
        for (String foreign : List.of("audio", "function_call")) {
            if (JsonFields.field(message, foreign) != null) {
                throw UnsupportedFields.refused(path + "." + foreign, "present", "absent");
            }
        }
        for (JsonNode detail : JsonFields.items(message, "reasoning_details")) {
            String own = reasoning.unwrapped(JsonFields.text(detail, "data", ""));
            if (own != null) {
                items.add(JsonFields.build()
                        .put("type", "reasoning")
                        .put("id", JsonFields.text(detail, "id"))
                        .put("summary", List.of())
                        .put("encrypted_content", own)
                        .node());
            }
        }
        List<JsonNode> parts = parts(message, "output_text", path);
        String refusal = JsonFields.text(message, "refusal");
        if (refusal != null) {
            parts.add(JsonFields.build()
                    .put("type", "refusal")
                    .put("refusal", refusal)
                    .node());
        }
        if (!parts.isEmpty()) {
            items.add(message("assistant", parts));
        }
        for (JsonNode call : JsonFields.items(message, "tool_calls")) {
            JsonNode function = JsonFields.object(call, "function");
            items.add(JsonFields.build()
                    .put("type", "function_call")
                    .put("call_id", callId(JsonFields.text(call, "id", "")))
                    .put("name", JsonFields.text(function, "name"))
                    .put("arguments", JsonFields.text(function, "arguments", "{}"))
                    .node());
        }
    }

    private static JsonNode result(JsonNode message, String path) {
        List<JsonNode> parts = parts(message, "input_text", path);
        JsonNode content = JsonFields.field(message, CONTENT);
        return JsonFields.build()
                .put("type", "function_call_output")
                .put("call_id", callId(JsonFields.text(message, "tool_call_id", "")))
                .put("output", content != null && content.isTextual() ? content : output(parts))
                .node();
    }

    private static JsonNode output(List<JsonNode> parts) {
        return parts.isEmpty() ? TextNode.valueOf("") : JsonFields.array(parts);
    }

    /** Returns an id that is short enough: the same for a call and its result. */
    static String callId(String id) {
        return id.length() <= LONGEST_ID ? id : "call_" + UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
    }

    private static List<JsonNode> parts(JsonNode message, String textType, String path) {
        List<JsonNode> parts = new ArrayList<>();
        JsonNode content = JsonFields.field(message, CONTENT);
        if (content != null && content.isTextual()) {
            addText(parts, content.textValue(), textType);
            return parts;
        }
        List<JsonNode> given = JsonFields.items(content);
        for (int i = 0; i < given.size(); i++) {
            add(parts, given.get(i), textType, path + ".content[" + i + "]");
        }
        return parts;
    }

    private static void addText(List<JsonNode> parts, String text, String type) {
        if (!text.isEmpty() || type.equals("input_text")) {
            parts.add(JsonFields.build().put("type", type).put("text", text).node());
        }
    }

    private static void add(List<JsonNode> parts, JsonNode part, String textType, String path) {
        String type = JsonFields.text(part, "type", "none");
        switch (type) {
            case "text" -> addText(parts, JsonFields.text(part, "text", ""), textType);
            case "refusal" -> parts.add(part);
            case "image_url" -> {
                JsonNode image = JsonFields.object(part, type);
                parts.add(JsonFields.build()
                        .put("type", "input_image")
                        .put("image_url", JsonFields.text(image, "url"))
                        .put("detail", JsonFields.text(image, "detail", "auto"))
                        .node());
            }
            case "file" ->
                parts.add(JsonFields.buildFrom(JsonFields.object(part, type))
                        .put("type", "input_file")
                        .node());
            default -> throw UnsupportedFields.refused(path + ".type", type, "text, refusal, image_url or file");
        }
    }
}
