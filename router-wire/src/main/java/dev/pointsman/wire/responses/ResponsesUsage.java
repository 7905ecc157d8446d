package dev.pointsman.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;

/** Translates token counts of the neutral form to those of a response object. */
final class ResponsesUsage {
    private static final String CACHED = "cached_tokens";
    private static final String REASONING = "reasoning_tokens";

    private ResponsesUsage() {}

    private static int written(JsonNode prompt) {
        int written = JsonFields.count(prompt, "cache_creation_tokens");
        return written > 0 ? written : JsonFields.count(prompt, "cache_write_tokens");
    }

    static JsonNode of(JsonNode usage) {
        int input = JsonFields.count(usage, "prompt_tokens");
        int output = JsonFields.count(usage, "completion_tokens");
        JsonNode prompt = JsonFields.object(usage, "prompt_tokens_details");
        JsonNode completion = JsonFields.object(usage, "completion_tokens_details");
        return JsonFields.build()
                .put("input_tokens", input)
                .put(
                        "input_tokens_details",
                        JsonFields.build()
                                .put(CACHED, JsonFields.count(prompt, CACHED))
                                .put("cache_write_tokens", written(prompt))
                                .node())
                .put("output_tokens", output)
                .put(
                        "output_tokens_details",
                        JsonFields.build()
                                .put(REASONING, JsonFields.count(completion, REASONING))
                                .node())
                .put("total_tokens", (long) input + output)
                .put("cost", JsonFields.field(usage, "cost"))
                .node();
    }
}
