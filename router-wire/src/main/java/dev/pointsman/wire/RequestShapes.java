package dev.pointsman.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.RouteRequest;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fingerprints of the unusual features of a request: rare parameters and sizes far from the typical. Values and texts
 * do not count, so that requests refused for the same reason have the same fingerprint.
 */
final class RequestShapes {
    private static final Set<String> USUAL_CHAT = Set.of(
            "model",
            "messages",
            "stream",
            "stream_options",
            "temperature",
            "top_p",
            "max_tokens",
            "max_completion_tokens",
            "user");
    private static final Set<String> USUAL_EMBEDDING = Set.of("model", "input", "user");
    private static final Set<String> OF_MANY_VALUES = Set.of("n", "dimensions");
    private static final int LONG_PROMPT = 16_384; // tokens
    private static final int LONG_ANSWER = 16_384; // tokens
    private static final int SHORT_ANSWER = 16; // tokens; some providers refuse fewer
    private static final int MANY = 64; // messages or texts

    private RequestShapes() {}

    static long chat(ChatRequest request, int promptTokens) {
        long shape = fields(request.json(), USUAL_CHAT);
        shape = sized(shape, "prompt", promptTokens, LONG_PROMPT);
        int most = request.maxTokens();
        shape = sized(shape, "answer", most, LONG_ANSWER);
        if (most > 0 && most < SHORT_ANSWER) {
            shape = mixed(shape, "short".hashCode());
        }
        JsonNode messages = request.json().get("messages");
        shape = sized(shape, "messages", messages == null ? 0 : messages.size(), MANY);
        return shape;
    }

    static long embeddings(EmbeddingRequest request) {
        long shape = fields(request.json(), USUAL_EMBEDDING);
        JsonNode input = request.json().get("input");
        if (input != null && input.isArray()) {
            shape = sized(shape, "texts", input.size(), MANY);
            JsonNode first = input.size() == 0 ? null : input.get(0);
            if (first != null && !first.isTextual()) {
                shape = mixed(shape, kind(first).hashCode());
            }
        }
        return shape;
    }

    private static long fields(JsonNode json, Set<String> usual) {
        long shape = RouteRequest.USUAL_SHAPE;
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (!usual.contains(field.getKey()) && !field.getValue().isNull()) {
                // A sum, as the order of fields is irrelevant.
                shape += mixed(field.getKey().hashCode(), kindOf(field).hashCode());
            }
        }
        return shape;
    }

    /** Returns the relevant part of a value: the number of a count, the type of an object. */
    private static String kindOf(Map.Entry<String, JsonNode> field) {
        JsonNode value = field.getValue();
        if (OF_MANY_VALUES.contains(field.getKey())) {
            return value.isValueNode() ? value.asText() : kind(value);
        }
        return value.isObject() ? JsonFields.text(value, "type", "object") : kind(value);
    }

    private static String kind(@Nullable JsonNode value) {
        return value == null
                ? "null"
                : value.isArray() ? "array" : value.isObject() ? "object" : value.isTextual() ? "string" : "other";
    }

    /** Adds the base-4 logarithm of the ratio of a size to the typical one. */
    private static long sized(long shape, String what, int size, int usual) {
        if (size <= usual) {
            return shape;
        }
        int times = (Integer.numberOfTrailingZeros(Integer.highestOneBit(size / usual)) + 2) / 2;
        return mixed(shape, what.hashCode() + times);
    }

    private static long mixed(long shape, long more) {
        long mixed = (shape + more) * 0x9E3779B97F4A7C15L;
        return mixed ^ (mixed >>> 29);
    }
}
