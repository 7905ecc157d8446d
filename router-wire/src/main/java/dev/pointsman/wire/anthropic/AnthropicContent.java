package dev.pointsman.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.internal.DataUrl;
import java.util.ArrayList;
import java.util.List;

/**
 * Translates the content of a message to Anthropic's blocks; empty and blank texts are omitted, as Anthropic refuses
 * them.
 */
final class AnthropicContent {
    private AnthropicContent() {}

    static List<JsonNode> blocks(JsonNode message, String path) {
        JsonNode content = JsonFields.field(message, "content");
        List<JsonNode> blocks = new ArrayList<>();
        if (content != null && content.isTextual()) {
            addText(blocks, content.textValue(), JsonFields.EMPTY);
            return blocks;
        }
        List<JsonNode> parts = JsonFields.items(content);
        for (int i = 0; i < parts.size(); i++) {
            add(blocks, parts.get(i), path + ".content[" + i + "]");
        }
        return blocks;
    }

    private static void add(List<JsonNode> blocks, JsonNode part, String path) {
        String type = JsonFields.text(part, "type", "none");
        switch (type) {
            case "text" -> addText(blocks, JsonFields.text(part, "text", ""), part);
            case "refusal" -> addText(blocks, JsonFields.text(part, "refusal", ""), part);
            case "image_url" -> blocks.add(image(part, path));
            case "file" -> blocks.add(document(part, path));
            default ->
                throw ProviderExceptions.untranslatable(
                        path + ".type", type, "text, image_url or file on wire anthropic");
        }
    }

    private static void addText(List<JsonNode> blocks, String text, JsonNode part) {
        if (!text.isBlank()) {
            blocks.add(JsonFields.build()
                    .put("type", "text")
                    .put("text", text)
                    .put("cache_control", JsonFields.field(part, "cache_control"))
                    .node());
        }
    }

    private static JsonNode image(JsonNode part, String path) {
        String url = JsonFields.text(JsonFields.object(part, "image_url"), "url", "");
        return JsonFields.build()
                .put("type", "image")
                .put("source", source(url, path))
                .put("cache_control", JsonFields.field(part, "cache_control"))
                .node();
    }

    private static JsonNode document(JsonNode part, String path) {
        JsonNode file = JsonFields.object(part, "file");
        DataUrl data = DataUrl.of(JsonFields.text(file, "file_data", ""));
        if (data == null) {
            throw ProviderExceptions.untranslatable(
                    path + ".file.file_data", "none", "a base64 data: address on wire anthropic");
        }
        return JsonFields.build()
                .put("type", "document")
                .put("source", base64(data))
                .put("title", JsonFields.text(file, "filename"))
                .put("cache_control", JsonFields.field(part, "cache_control"))
                .node();
    }

    private static JsonNode source(String url, String path) {
        DataUrl data = DataUrl.of(url);
        if (data != null) {
            return base64(data);
        }
        if (url.startsWith("https://") || url.startsWith("http://")) {
            return JsonFields.build().put("type", "url").put("url", url).node();
        }
        throw ProviderExceptions.untranslatable(
                path + ".image_url.url", url, "a base64 data: address or an http one on wire anthropic");
    }

    private static JsonNode base64(DataUrl data) {
        return JsonFields.build()
                .put("type", "base64")
                .put("media_type", data.mediaType())
                .put("data", data.data())
                .node();
    }
}
