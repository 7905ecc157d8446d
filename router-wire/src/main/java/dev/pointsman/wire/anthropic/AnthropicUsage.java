package dev.pointsman.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.pointsman.wire.JsonFields;

/**
 * Anthropic's token counts. Its input tokens exclude tokens read from or written to the cache; prompt tokens of the
 * neutral form include them.
 */
record AnthropicUsage(int input, int cacheRead, int cacheWritten, int output) {

    static final AnthropicUsage NONE = new AnthropicUsage(0, 0, 0, 0);

    static AnthropicUsage of(JsonNode usage) {
        return new AnthropicUsage(
                JsonFields.count(usage, "input_tokens"),
                JsonFields.count(usage, "cache_read_input_tokens"),
                JsonFields.count(usage, "cache_creation_input_tokens"),
                JsonFields.count(usage, "output_tokens"));
    }

    /** Returns these counts, replaced by later ones where present: a stream reports them repeatedly. */
    AnthropicUsage updated(AnthropicUsage later) {
        return new AnthropicUsage(
                later.input > 0 ? later.input : input,
                later.cacheRead > 0 ? later.cacheRead : cacheRead,
                later.cacheWritten > 0 ? later.cacheWritten : cacheWritten,
                later.output > 0 ? later.output : output);
    }

    JsonNode toOpenAi() {
        long prompt = (long) input + cacheRead + cacheWritten;
        JsonNode details = JsonFields.build()
                .put("cached_tokens", cacheRead)
                .put("cache_creation_tokens", cacheWritten > 0 ? IntNode.valueOf(cacheWritten) : null)
                .node();
        return JsonFields.build()
                .put("prompt_tokens", prompt)
                .put("completion_tokens", output)
                .put("total_tokens", prompt + output)
                .put("prompt_tokens_details", details)
                .node();
    }
}
