package dev.pointsman.micronaut.chat;

import dev.pointsman.model.Usage;
import dev.pointsman.router.SizedAnswer;
import io.micronaut.json.tree.JsonNode;
import java.util.List;

/**
 * Vectors for texts: a JSON object in the shape of OpenAI's embeddings. Immutable and safe for all threads.
 */
public final class EmbeddingResponse implements SizedAnswer {
    private final JsonNode json;

    EmbeddingResponse(JsonNode json) {
        this.json = json;
    }

    /**
     * The answer as it is.
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
     * The vectors, one per text and in the texts' order.
     *
     * @return the vectors; an empty one where the provider answered in another encoding than numbers
     */
    public List<float[]> vectors() {
        return JsonFields.items(json, "data").stream()
                .map(item -> vector(JsonFields.items(item, "embedding")))
                .toList();
    }

    /**
     * The tokens the texts took.
     *
     * @return the usage; {@link Usage#UNKNOWN} when the provider did not count
     */
    public Usage usage() {
        return OpenAiUsage.of(JsonFields.field(json, "usage"));
    }

    /**
     * The model that answered, as the provider names it.
     *
     * @return the name; empty when the provider gave none
     */
    public String model() {
        return JsonFields.text(json, "model", "");
    }

    private static float[] vector(List<JsonNode> numbers) {
        float[] vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = numbers.get(i).getFloatValue();
        }
        return vector;
    }

    /** The model and how many vectors there are. */
    @Override
    public String toString() {
        return "EmbeddingResponse[model=" + model() + ", "
                + JsonFields.items(json, "data").size() + " vectors]";
    }
}
