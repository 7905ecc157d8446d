package dev.pointsman.micronaut.chat;

import dev.pointsman.model.Usage;
import io.micronaut.json.tree.JsonNode;
import org.jspecify.annotations.Nullable;

/** Reads the {@code usage} of OpenAI's shapes; counts that contradict each other are brought into range. */
final class OpenAiUsage {
    private OpenAiUsage() {}

    static Usage of(@Nullable JsonNode usage) {
        int input = Json.count(usage, "prompt_tokens");
        int output = Json.count(usage, "completion_tokens");
        int cached = Json.count(Json.object(usage, "prompt_tokens_details"), "cached_tokens");
        if (cached == 0) {
            // DeepSeek's own word for it.
            cached = Json.count(usage, "prompt_cache_hit_tokens");
        }
        return new Usage(input, Math.min(cached, input), output);
    }
}
