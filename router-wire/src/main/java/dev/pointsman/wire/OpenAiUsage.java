package dev.pointsman.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.Usage;
import org.jspecify.annotations.Nullable;

/** Reader of {@code usage} in OpenAI's formats; contradictory counts are clamped to a valid range. */
final class OpenAiUsage {
    private OpenAiUsage() {}

    /** Returns the usage of a whole answer or a chunk, from any of the places where providers write it. */
    static Usage in(JsonNode document) {
        JsonNode usage = JsonFields.field(document, "usage");
        return of(usage == null ? JsonFields.field(JsonFields.object(document, "x_groq"), "usage") : usage);
    }

    static Usage of(@Nullable JsonNode usage) {
        int input = count(usage, "prompt_tokens", "input_tokens");
        int output = count(usage, "completion_tokens", "output_tokens");
        int cached = JsonFields.count(JsonFields.object(usage, "prompt_tokens_details"), "cached_tokens");
        if (cached == 0) {
            cached = JsonFields.count(JsonFields.object(usage, "input_tokens_details"), "cached_tokens");
        }
        if (cached == 0) {
            // DeepSeek's field name.
            cached = JsonFields.count(usage, "prompt_cache_hit_tokens");
        }
        return new Usage(input, Math.min(cached, input), output);
    }

    /** Returns a count by its usual name, or by the name that newer APIs and some servers use. */
    private static int count(@Nullable JsonNode usage, String name, String other) {
        int count = JsonFields.count(usage, name);
        return count > 0 ? count : JsonFields.count(usage, other);
    }
}
