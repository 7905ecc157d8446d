package dev.pointsman.wire.messages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;

/** Token counts in Anthropic's form, whose input tokens exclude those read from or written to a cache. */
final class MessagesUsage {
    static final JsonNode NONE =
            JsonFields.build().put("input_tokens", 0).put("output_tokens", 0).node();

    private MessagesUsage() {}

    static JsonNode of(JsonNode usage) {
        JsonNode details = JsonFields.object(usage, "prompt_tokens_details");
        int read = JsonFields.count(details, "cached_tokens");
        int written = JsonFields.count(details, "cache_creation_tokens");
        int prompt = JsonFields.count(usage, "prompt_tokens");
        return JsonFields.build()
                .put("input_tokens", Math.max(0, prompt - read - written))
                .put("cache_creation_input_tokens", written)
                .put("cache_read_input_tokens", read)
                .put("output_tokens", JsonFields.count(usage, "completion_tokens"))
                .put("cost", JsonFields.field(usage, "cost"))
                .node();
    }
}
