package dev.pointsman.wire.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.internal.DataUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Translates the content of a message to Converse's blocks; blank texts are omitted, as they would be refused. */
final class BedrockContent {
    private static final Map<String, String> IMAGES =
            Map.of("image/png", "png", "image/jpeg", "jpeg", "image/gif", "gif", "image/webp", "webp");

    private static final Map<String, String> DOCUMENTS = Map.of(
            "application/pdf",
            "pdf",
            "text/csv",
            "csv",
            "text/html",
            "html",
            "text/plain",
            "txt",
            "text/markdown",
            "md",
            "application/msword",
            "doc",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "docx",
            "application/vnd.ms-excel",
            "xls",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "xlsx");

    private final boolean marksCaches;

    /**
     * Creates a translator.
     *
     * @param marksCaches whether marks for prompt caching are translated; else they are dropped
     */
    BedrockContent(boolean marksCaches) {
        this.marksCaches = marksCaches;
    }

    List<JsonNode> blocks(JsonNode message, String path) {
        JsonNode content = JsonFields.field(message, "content");
        List<JsonNode> blocks = new ArrayList<>();
        if (content != null && content.isTextual()) {
            addText(blocks, content.textValue());
        }
        List<JsonNode> parts = JsonFields.items(content);
        for (int i = 0; i < parts.size(); i++) {
            add(blocks, parts.get(i), path + ".content[" + i + "]");
            addMark(blocks, parts.get(i));
        }
        return blocks;
    }

    /** Adds a cache point after a block whose source has a mark. */
    void addMark(List<JsonNode> blocks, JsonNode source) {
        if (marksCaches && !blocks.isEmpty() && JsonFields.field(source, "cache_control") != null) {
            blocks.add(JsonFields.build()
                    .put("cachePoint", JsonFields.build().put("type", "default").node())
                    .node());
        }
    }

    private static void add(List<JsonNode> blocks, JsonNode part, String path) {
        String type = JsonFields.text(part, "type", "none");
        switch (type) {
            case "text" -> addText(blocks, JsonFields.text(part, "text", ""));
            case "refusal" -> addText(blocks, JsonFields.text(part, "refusal", ""));
            case "image_url" -> {
                String url = JsonFields.text(JsonFields.object(part, "image_url"), "url", "");
                blocks.add(media("image", url, IMAGES, null, path + ".image_url.url"));
            }
            case "file" -> {
                JsonNode file = JsonFields.object(part, "file");
                String name = documentName(JsonFields.text(file, "filename", "document"));
                String data = JsonFields.text(file, "file_data", JsonFields.text(file, "file_id", ""));
                blocks.add(media("document", data, DOCUMENTS, name, path + ".file"));
            }
            default ->
                throw ProviderExceptions.untranslatable(
                        path + ".type", type, "text, image_url or file on wire bedrock");
        }
    }

    private static void addText(List<JsonNode> blocks, String text) {
        if (!text.isBlank()) {
            blocks.add(JsonFields.build().put("text", text).node());
        }
    }

    /** Returns a name of the characters that Converse accepts. */
    private static String documentName(String name) {
        String plain = name.replaceAll("[^a-zA-Z0-9()\\[\\] -]+", "-")
                .replaceAll(" {2,}", " ")
                .strip();
        return plain.isEmpty() ? "document" : plain.substring(0, Math.min(plain.length(), 200));
    }

    private static JsonNode media(
            String kind, String url, Map<String, String> formats, @Nullable String name, String path) {
        DataUrl data = DataUrl.of(url);
        String format = data == null ? null : formats.get(data.mediaType());
        if (data == null || format == null) {
            throw ProviderExceptions.untranslatable(
                    path,
                    data == null ? url : data.mediaType(),
                    "a base64 data: address of "
                            + String.join(
                                    ", ", formats.values().stream().sorted().toList()) + " on wire bedrock");
        }
        JsonNode block = JsonFields.build()
                .put("format", format)
                .put("name", name)
                .put("source", JsonFields.build().put("bytes", data.data()).node())
                .node();
        return JsonFields.build().put(kind, block).node();
    }
}
