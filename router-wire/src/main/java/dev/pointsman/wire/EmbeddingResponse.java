package dev.pointsman.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.Usage;
import dev.pointsman.state.SizedAnswer;
import java.util.List;

/** Embedding vectors of texts: a JSON object in the format of OpenAI's embeddings. Immutable and thread-safe. */
public final class EmbeddingResponse implements SizedAnswer {
    private final JsonNode json;

    /**
     * Creates an answer.
     *
     * @param json an object in the format of OpenAI's embeddings; must not be changed afterwards
     */
    public EmbeddingResponse(JsonNode json) {
        this.json = json;
    }

    /**
     * Returns the JSON of the answer.
     *
     * @return an object
     */
    public JsonNode json() {
        return json;
    }

    @Override
    public long bytes() {
        return JsonWeight.of(json);
    }

    /**
     * Returns the vectors, one per text and in the texts' order.
     *
     * @return the vectors; an empty one where the provider answered in another encoding than numbers
     */
    public List<float[]> vectors() {
        return JsonFields.items(json, "data").stream()
                .map(item -> vector(JsonFields.items(item, "embedding")))
                .toList();
    }

    /**
     * Returns the token usage.
     *
     * @return the usage; {@link Usage#UNKNOWN} when the provider did not count
     */
    public Usage usage() {
        return OpenAiUsage.of(JsonFields.field(json, "usage"));
    }

    /**
     * Returns the provider's name for the model.
     *
     * @return the name; empty when the provider gave none
     */
    public String model() {
        return JsonFields.text(json, "model", "");
    }

    private static float[] vector(List<JsonNode> numbers) {
        float[] vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = numbers.get(i).floatValue();
        }
        return vector;
    }

    /** Returns the model and the number of vectors. */
    @Override
    public String toString() {
        return "EmbeddingResponse[model=" + model() + ", "
                + JsonFields.items(json, "data").size() + " vectors]";
    }
}
