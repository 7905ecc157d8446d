package dev.pointsman.wire.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.wire.JsonFields;
import java.util.ArrayList;
import java.util.List;

/** Translates content blocks to parts; blocks that have no such form are added to those that are lost. */
final class MessagesContent {
    private final List<String> lost;

    MessagesContent(List<String> lost) {
        this.lost = lost;
    }

    /** Returns content as text or parts. */
    JsonNode value(JsonNode content, String path) {
        if (content.isTextual()) {
            return content;
        }
        List<JsonNode> parts = new ArrayList<>();
        List<JsonNode> blocks = JsonFields.items(content);
        for (int i = 0; i < blocks.size(); i++) {
            add(parts, blocks.get(i), path + "[" + i + "]");
        }
        return shortest(parts);
    }

    /** Returns one text without marks as a text, anything else as parts. */
    static JsonNode shortest(List<JsonNode> parts) {
        if (parts.isEmpty()) {
            return TextNode.valueOf("");
        }
        String text = parts.size() == 1 && parts.get(0).size() == 2 ? JsonFields.text(parts.get(0), "text") : null;
        return text == null ? JsonFields.array(parts) : TextNode.valueOf(text);
    }

    void add(List<JsonNode> parts, JsonNode block, String path) {
        String type = JsonFields.text(block, "type", "none");
        switch (type) {
            case "text" -> parts.add(text(JsonFields.text(block, "text", ""), block));
            case "image" -> image(parts, block, path);
            case "document" -> document(parts, block, path);
            case "tool_reference" -> parts.add(text("tool: " + JsonFields.text(block, "tool_name", ""), block));
            default -> lost.add(path + ".type " + type);
        }
    }

    private static JsonNode text(String text, JsonNode block) {
        return part("text", block).put("text", text).node();
    }

    private static JsonFields.ObjectBuilder part(String type, JsonNode block) {
        return JsonFields.build().put("type", type).put("cache_control", JsonFields.field(block, "cache_control"));
    }

    private void image(List<JsonNode> parts, JsonNode block, String path) {
        JsonNode source = JsonFields.object(block, "source");
        String url = switch (JsonFields.text(source, "type", "")) {
            case "base64" -> data(source);
            case "url" -> JsonFields.text(source, "url", "");
            default -> "";
        };
        if (url.isEmpty()) {
            lost.add(path + ".source.type");
        } else {
            parts.add(part("image_url", block)
                    .put("image_url", JsonFields.build().put("url", url).node())
                    .node());
        }
    }

    private void document(List<JsonNode> parts, JsonNode block, String path) {
        JsonNode source = JsonFields.object(block, "source");
        switch (JsonFields.text(source, "type", "")) {
            case "base64" -> parts.add(file(block, data(source)));
            case "text" -> parts.add(text(titled(block, JsonFields.text(source, "data", "")), block));
            case "content" -> {
                JsonNode content = JsonFields.field(source, "content");
                JsonNode value = content == null ? TextNode.valueOf("") : value(content, path + ".source.content");
                if (value.isTextual()) {
                    parts.add(text(titled(block, value.textValue()), block));
                } else {
                    parts.addAll(JsonFields.items(value));
                }
            }
            default -> lost.add(path + ".source.type");
        }
    }

    private static JsonNode file(JsonNode block, String data) {
        JsonNode file = JsonFields.build()
                .put("filename", JsonFields.text(block, "title", "document.pdf"))
                .put("file_data", data)
                .node();
        return part("file", block).put("file", file).node();
    }

    private static String titled(JsonNode block, String text) {
        String title = JsonFields.text(block, "title");
        return title == null ? text : title + "\n\n" + text;
    }

    private static String data(JsonNode source) {
        return "data:" + JsonFields.text(source, "media_type", "") + ";base64," + JsonFields.text(source, "data", "");
    }
}
