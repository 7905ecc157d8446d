package dev.pointsman.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.internal.DataUrl;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Translates the content of a message to Gemini's parts; blank texts are omitted, as the API refuses empty parts. */
final class GeminiParts {
    private GeminiParts() {}

    static List<JsonNode> of(JsonNode message, String path) {
        JsonNode content = JsonFields.field(message, "content");
        List<JsonNode> parts = new ArrayList<>();
        if (content != null && content.isTextual()) {
            addText(parts, content.textValue());
            return parts;
        }
        List<JsonNode> from = JsonFields.items(content);
        for (int i = 0; i < from.size(); i++) {
            add(parts, from.get(i), path + ".content[" + i + "]");
        }
        return parts;
    }

    private static void add(List<JsonNode> parts, JsonNode part, String path) {
        String type = JsonFields.text(part, "type", "none");
        switch (type) {
            case "text" -> addText(parts, JsonFields.text(part, "text", ""));
            case "refusal" -> addText(parts, JsonFields.text(part, "refusal", ""));
            case "image_url" ->
                parts.add(media(
                        JsonFields.text(JsonFields.object(part, "image_url"), "url", ""), path + ".image_url.url"));
            case "file" -> parts.add(file(JsonFields.object(part, "file"), path + ".file"));
            case "input_audio" -> parts.add(audio(JsonFields.object(part, "input_audio")));
            default ->
                throw ProviderExceptions.untranslatable(
                        path + ".type", type, "text, image_url, file or input_audio on wire gemini");
        }
    }

    private static void addText(List<JsonNode> parts, String text) {
        if (!text.isBlank()) {
            parts.add(JsonFields.build().put("text", text).node());
        }
    }

    private static JsonNode file(JsonNode file, String path) {
        String data = JsonFields.text(file, "file_data");
        return data == null
                ? media(JsonFields.text(file, "file_id", ""), path + ".file_id")
                : media(data, path + ".file_data");
    }

    private static JsonNode media(String url, String path) {
        DataUrl data = DataUrl.of(url);
        if (data != null) {
            return inline(data.mediaType(), data.data());
        }
        if (url.startsWith("https://") || url.startsWith("http://") || url.startsWith("gs://")) {
            JsonNode address = JsonFields.build()
                    .put("mimeType", guessed(url))
                    .put("fileUri", url)
                    .node();
            return JsonFields.build().put("fileData", address).node();
        }
        throw ProviderExceptions.untranslatable(
                path, url, "a base64 data: address, or one of http, https or gs on wire gemini");
    }

    /** Returns the media type by the file's name: Vertex AI requires one; null if unknown. */
    private static @Nullable String guessed(String url) {
        String name = url.replaceAll("[?#].*", "");
        return name.endsWith(".webp") ? "image/webp" : URLConnection.guessContentTypeFromName(name);
    }

    private static JsonNode audio(JsonNode audio) {
        return inline("audio/" + JsonFields.text(audio, "format", "wav"), JsonFields.text(audio, "data", ""));
    }

    private static JsonNode inline(String mediaType, String data) {
        return JsonFields.build()
                .put(
                        "inlineData",
                        JsonFields.build()
                                .put("mimeType", mediaType)
                                .put("data", data)
                                .node())
                .node();
    }
}
