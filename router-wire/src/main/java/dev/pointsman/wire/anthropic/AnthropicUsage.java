package dev.pointsman.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.pointsman.wire.JsonFields;
import org.jspecify.annotations.Nullable;

/**
 * Anthropic's token counts, those written for an hour among the written ones. Its input tokens exclude tokens read from or written to the cache; prompt tokens of the
 * neutral form include them.
 */
record AnthropicUsage(int input, int cacheRead, int cacheWritten, int writtenForAnHour, int output) {

    static final AnthropicUsage NONE = new AnthropicUsage(0, 0, 0, 0, 0);

    static AnthropicUsage of(JsonNode usage) {
        return new AnthropicUsage(
                JsonFields.count(usage, "input_tokens"),
                JsonFields.count(usage, "cache_read_input_tokens"),
                JsonFields.count(usage, "cache_creation_input_tokens"),
                JsonFields.count(JsonFields.object(usage, "cache_creation"), "ephemeral_1h_input_tokens"),
                JsonFields.count(usage, "output_tokens"));
    }

    /** Returns these counts, replaced by later ones where present: a stream reports them repeatedly. */
    AnthropicUsage updated(AnthropicUsage later) {
        return new AnthropicUsage(
                later.input > 0 ? later.input : input,
                later.cacheRead > 0 ? later.cacheRead : cacheRead,
                later.cacheWritten > 0 ? later.cacheWritten : cacheWritten,
                later.writtenForAnHour > 0 ? later.writtenForAnHour : writtenForAnHour,
                later.output > 0 ? later.output : output);
    }

    private static @Nullable JsonNode positive(int count) {
        return count > 0 ? IntNode.valueOf(count) : null;
    }

    JsonNode toOpenAi() {
        long prompt = (long) input + cacheRead + cacheWritten;
        JsonNode details = JsonFields.build()
                .put("cached_tokens", cacheRead)
                .put("cache_creation_tokens", positive(cacheWritten))
                .put("long_cache_creation_tokens", positive(writtenForAnHour))
                .node();
        return JsonFields.build()
                .put("prompt_tokens", prompt)
                .put("completion_tokens", output)
                .put("total_tokens", prompt + output)
                .put("prompt_tokens_details", details)
                .node();
    }
}
