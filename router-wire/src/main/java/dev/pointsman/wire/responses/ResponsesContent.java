package dev.pointsman.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.internal.JsonTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Translates the content of messages and tool results to parts of the neutral form. */
final class ResponsesContent {
    private ResponsesContent() {}

    static List<JsonNode> parts(@Nullable JsonNode content, String path, List<String> lost) {
        List<JsonNode> parts = new ArrayList<>();
        if (content == null) {
            return parts;
        }
        if (content.isTextual()) {
            parts.add(text(content.textValue()));
        } else if (content.isArray()) {
            List<JsonNode> from = JsonFields.items(content);
            for (int i = 0; i < from.size(); i++) {
                JsonNode part = part(from.get(i), path + "[" + i + "]", lost);
                if (part != null) {
                    parts.add(part);
                }
            }
        } else {
            lost.add(ResponsesFields.lostPath(path, JsonTypes.of(content)));
        }
        return parts;
    }

    private static @Nullable JsonNode part(JsonNode part, String path, List<String> lost) {
        String type = JsonFields.text(part, "type", JsonTypes.of(part));
        return switch (type) {
            case "input_text", "output_text", "text", "summary_text" -> text(JsonFields.text(part, "text", ""));
            case "refusal" ->
                JsonFields.build()
                        .put("type", "refusal")
                        .put("refusal", JsonFields.text(part, "refusal", ""))
                        .node();
            case "input_image" -> image(part, path, lost);
            case "input_file" -> file(part, path, lost);
            case "input_audio" ->
                JsonFields.build()
                        .put("type", type)
                        .put(type, JsonFields.field(part, type))
                        .node();
            default -> {
                lost.add(ResponsesFields.lostPath(path + ".type", type));
                yield null;
            }
        };
    }

    static JsonNode text(String text) {
        return JsonFields.build().put("type", "text").put("text", text).node();
    }

    private static @Nullable JsonNode image(JsonNode part, String path, List<String> lost) {
        String url = JsonFields.text(part, "image_url");
        if (url == null) {
            lost.add(ResponsesFields.lostPath(path + ".image_url", "none"));
            return null;
        }
        return JsonFields.build()
                .put("type", "image_url")
                .put(
                        "image_url",
                        JsonFields.build()
                                .put("url", url)
                                .put("detail", JsonFields.field(part, "detail"))
                                .node())
                .node();
    }

    private static @Nullable JsonNode file(JsonNode part, String path, List<String> lost) {
        if (JsonFields.field(part, "file_data") == null) {
            lost.add(ResponsesFields.lostPath(path + ".file_data", "none"));
            return null;
        }
        return JsonFields.build()
                .put("type", "file")
                .put(
                        "file",
                        JsonFields.build()
                                .put("filename", JsonFields.field(part, "filename"))
                                .put("file_data", JsonFields.field(part, "file_data"))
                                .node())
                .node();
    }

    static boolean isText(JsonNode part) {
        return JsonFields.text(part, "type", "").equals("text");
    }

    /** Returns parts as the content of a message: a text where that says the same, which every provider understands. */
    static JsonNode content(List<JsonNode> parts) {
        return parts.size() == 1 && isText(parts.get(0))
                ? TextNode.valueOf(JsonFields.text(parts.get(0), "text", ""))
                : JsonFields.array(parts);
    }

    /** Returns the texts of parts, joined. */
    static String joined(List<JsonNode> parts) {
        return parts.stream()
                .filter(ResponsesContent::isText)
                .map(part -> JsonFields.text(part, "text", ""))
                .collect(Collectors.joining());
    }
}
