package dev.pointsman.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.EmbeddingRequest;
import dev.pointsman.wire.EmbeddingResponse;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.internal.JsonTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Translates embeddings to and from {@code batchEmbedContents}, which answers numbers and counts no tokens. */
final class GeminiEmbeddings {
    private static final Set<String> FIELDS = Set.of("model", "input", "dimensions", "encoding_format", "user");

    private GeminiEmbeddings() {}

    static JsonNode request(String resource, EmbeddingRequest request) {
        JsonNode from = request.json();
        for (var field : from.properties()) {
            if (!FIELDS.contains(field.getKey()) && !field.getValue().isNull()) {
                throw ProviderExceptions.untranslatable(
                        field.getKey(), JsonTypes.of(field.getValue()), "absent on wire gemini");
            }
        }
        JsonNode input = from.get("input");
        List<JsonNode> texts = input.isTextual() ? List.of(input) : JsonFields.items(input);
        List<JsonNode> requests = new ArrayList<>();
        for (JsonNode text : texts) {
            if (!text.isTextual()) {
                throw ProviderExceptions.untranslatable("input", JsonTypes.of(text), "texts on wire gemini");
            }
            JsonNode part = JsonFields.build().put("text", text.textValue()).node();
            requests.add(JsonFields.build()
                    .put("model", resource)
                    .put(
                            "content",
                            JsonFields.build().put("parts", List.of(part)).node())
                    .put("outputDimensionality", JsonFields.field(from, "dimensions"))
                    .node());
        }
        return JsonFields.build().put("requests", requests).node();
    }

    static EmbeddingResponse response(JsonNode body) {
        List<JsonNode> embeddings = JsonFields.items(body, "embeddings");
        if (embeddings.isEmpty()) {
            throw ProviderExceptions.badResponse(
                    "embeddings: " + JsonTypes.of(body.get("embeddings")), "at least one embedding");
        }
        List<JsonNode> data = new ArrayList<>();
        for (int i = 0; i < embeddings.size(); i++) {
            data.add(JsonFields.build()
                    .put("object", "embedding")
                    .put("index", i)
                    .put("embedding", JsonFields.items(embeddings.get(i), "values"))
                    .node());
        }
        return new EmbeddingResponse(
                JsonFields.build().put("object", "list").put("data", data).node());
    }
}
