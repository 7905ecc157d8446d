package dev.pointsman.testkit.internal.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Embeddings: vectors that look like noise, but are the same for the same input. */
final class OpenAiEmbeddings {
    private static final int DIMENSIONS = 8;

    private OpenAiEmbeddings() {}

    static ObjectNode of(ReceivedCall call) {
        ObjectNode body = JsonText.object().put("object", "list").put("model", call.model());
        ArrayNode data = body.putArray("data");
        boolean base64 = call.body().path("encoding_format").asText().equals("base64");
        int dimensions = call.body().path("dimensions").asInt(DIMENSIONS);
        for (JsonNode input : inputs(call.body().path("input"))) {
            float[] vector = vector(input.toString().hashCode(), dimensions);
            ObjectNode item = data.addObject().put("object", "embedding").put("index", data.size() - 1);
            if (base64) {
                item.put("embedding", base64(vector));
            } else {
                ArrayNode numbers = item.putArray("embedding");
                for (float value : vector) {
                    numbers.add(value);
                }
            }
        }
        int tokens = call.estimatedPromptTokens();
        body.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
        return body;
    }

    /** An array of numbers is one input, already cut into tokens. */
    private static List<JsonNode> inputs(JsonNode input) {
        List<JsonNode> inputs = new ArrayList<>();
        if (input.isArray() && !input.path(0).isNumber()) {
            input.forEach(inputs::add);
        } else {
            inputs.add(input);
        }
        return inputs;
    }

    private static float[] vector(int seed, int dimensions) {
        float[] vector = new float[dimensions];
        int state = seed;
        for (int i = 0; i < dimensions; i++) {
            state = state * 1_664_525 + 1_013_904_223;
            vector[i] = (state >> 8) / (float) (1 << 23);
        }
        return vector;
    }

    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
