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
        JsonNode prompt = JsonFields.object(usage, "prompt_tokens_details");
        JsonNode details =
                prompt == null || prompt.isEmpty() ? JsonFields.object(usage, "input_tokens_details") : prompt;
        int cached = JsonFields.count(details, "cached_tokens");
        if (cached == 0) {
            // DeepSeek's field name.
            cached = JsonFields.count(usage, "prompt_cache_hit_tokens");
        }
        cached = Math.min(cached, input);
        int written = Math.min(count(details, "cache_creation_tokens", "cache_write_tokens"), input - cached);
        int lasting = Math.min(JsonFields.count(details, "long_cache_creation_tokens"), written);
        return new Usage(input, cached, written, lasting, output);
    }

    /** Returns a count by its usual name, or by the name that newer APIs and some servers use. */
    private static int count(@Nullable JsonNode usage, String name, String other) {
        int count = JsonFields.count(usage, name);
        return count > 0 ? count : JsonFields.count(usage, other);
    }
}
