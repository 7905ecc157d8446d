package dev.pointsman.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.wire.internal.JsonTypes;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Request for embedding vectors: a JSON object in the format of OpenAI's embeddings.
 *
 * <p>Fields that the router does not read are sent unchanged to the provider. Immutable and thread-safe.
 */
public final class EmbeddingRequest {
    private final JsonNode json;

    private EmbeddingRequest(JsonNode json) {
        this.json = json;
    }

    /**
     * Creates a request from a JSON object.
     *
     * @param json the object
     * @return the request
     * @throws IllegalArgumentException if it is not an object or its {@code input} is neither a text nor a list that
     *     holds something
     */
    public static EmbeddingRequest of(@Nullable JsonNode json) {
        if (json == null || !json.isObject()) {
            throw ValueErrors.wrong("request", JsonTypes.of(json), "an object");
        }
        JsonNode input = JsonFields.field(json, "input");
        boolean something = input != null && (input.isTextual() || (input.isArray() && input.size() > 0));
        ValueErrors.that(something, "input", JsonTypes.of(input), "a text or at least one text");
        return new EmbeddingRequest(json);
    }

    /**
     * Creates a request for the vectors of texts.
     *
     * @param texts the texts, at least one
     * @return the request
     * @throws IllegalArgumentException if there is no text
     */
    public static EmbeddingRequest of(String... texts) {
        List<JsonNode> input =
                Arrays.stream(texts).<JsonNode>map(TextNode::valueOf).toList();
        return of(JsonFields.build().put("input", input).node());
    }

    /**
     * Returns the JSON of the request.
     *
     * @return an object
     */
    public JsonNode json() {
        return json;
    }

    /**
     * Returns the model named by the request.
     *
     * @return the name; null when it names none
     */
    public @Nullable String model() {
        return JsonFields.text(json, "model");
    }

    /** Returns the type of the input, without the texts. */
    @Override
    public String toString() {
        JsonNode input = JsonFields.field(json, "input");
        return "EmbeddingRequest[" + (input != null && input.isArray() ? input.size() : 1) + " texts]";
    }
}
