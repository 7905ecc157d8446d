package dev.pointsman.micronaut.chat;

import dev.pointsman.model.Usage;
import io.micronaut.json.tree.JsonNode;
import org.jspecify.annotations.Nullable;

/** Reads the {@code usage} of OpenAI's shapes; counts that contradict each other are brought into range. */
final class OpenAiUsage {
    private OpenAiUsage() {}

    /** The usage of a whole answer or a chunk, wherever in it a provider writes it. */
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
            // DeepSeek's own word for it.
            cached = JsonFields.count(usage, "prompt_cache_hit_tokens");
        }
        return new Usage(input, Math.min(cached, input), output);
    }

    /** A count by its usual name, or by the one that newer addresses and some servers use. */
    private static int count(@Nullable JsonNode usage, String name, String other) {
        int count = JsonFields.count(usage, name);
        return count > 0 ? count : JsonFields.count(usage, other);
    }
}
