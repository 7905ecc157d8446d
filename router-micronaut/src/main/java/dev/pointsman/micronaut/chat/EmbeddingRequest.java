package dev.pointsman.micronaut.chat;

import io.micronaut.json.tree.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts that vectors are wanted for: a JSON object in the shape of OpenAI's embeddings.
 *
 * <p>Fields that the router does not read go untouched to the provider. Immutable and safe for all threads.
 */
public final class EmbeddingRequest {
    private final JsonNode json;

    private EmbeddingRequest(JsonNode json) {
        this.json = json;
    }

    /**
     * The request that a JSON object holds.
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
        boolean something = input != null && (input.isString() || (input.isArray() && input.size() > 0));
        ValueErrors.that(something, "input", JsonTypes.of(input), "a text or at least one text");
        return new EmbeddingRequest(json);
    }

    /**
     * A request for the vectors of some texts.
     *
     * @param texts the texts, at least one
     * @return the request
     * @throws IllegalArgumentException if there is no text
     */
    public static EmbeddingRequest of(String... texts) {
        List<JsonNode> input =
                Arrays.stream(texts).map(JsonNode::createStringNode).toList();
        return of(JsonFields.build().put("input", input).node());
    }

    /**
     * The request as it is.
     *
     * @return an object
     */
    public JsonNode json() {
        return json;
    }

    /**
     * What the request itself calls the model.
     *
     * @return the name; null when it names none
     */
    public @Nullable String model() {
        return JsonFields.text(json, "model");
    }

    /** The kind of the input; the texts stay private. */
    @Override
    public String toString() {
        JsonNode input = JsonFields.field(json, "input");
        return "EmbeddingRequest[" + (input != null && input.isArray() ? input.size() : 1) + " texts]";
    }
}
