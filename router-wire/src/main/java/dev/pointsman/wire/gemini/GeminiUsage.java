package dev.pointsman.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;

/** Gemini's token counts: thoughts are no part of the candidates' tokens, but are billed as output. */
final class GeminiUsage {
    private GeminiUsage() {}

    /** Returns {@code usageMetadata} in OpenAI's form. */
    static JsonNode toOpenAi(JsonNode usage) {
        long prompt =
                (long) JsonFields.count(usage, "promptTokenCount") + JsonFields.count(usage, "toolUsePromptTokenCount");
        int thoughts = JsonFields.count(usage, "thoughtsTokenCount");
        long completion = (long) JsonFields.count(usage, "candidatesTokenCount") + thoughts;
        return JsonFields.build()
                .put("prompt_tokens", prompt)
                .put("completion_tokens", completion)
                .put("total_tokens", prompt + completion)
                .put(
                        "prompt_tokens_details",
                        count("cached_tokens", JsonFields.count(usage, "cachedContentTokenCount")))
                .put("completion_tokens_details", count("reasoning_tokens", thoughts))
                .node();
    }

    private static JsonNode count(String name, int value) {
        return JsonFields.build().put(name, value).node();
    }
}
