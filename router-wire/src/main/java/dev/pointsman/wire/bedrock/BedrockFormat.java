package dev.pointsman.wire.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ReportedErrorException;

/** Conversions to the neutral form shared by Converse's whole answers and streams. */
final class BedrockFormat {
    private BedrockFormat() {}

    /**
     * Returns the finish reason.
     *
     * @throws ReportedErrorException for a reason that reports a failure of the model
     */
    static String finishReason(String stopReason) {
        return switch (stopReason) {
            case "end_turn", "stop_sequence" -> "stop";
            case "max_tokens", "model_context_window_exceeded" -> "length";
            case "tool_use" -> "tool_calls";
            case "guardrail_intervened", "content_filtered" -> "content_filter";
            case "malformed_model_output", "malformed_tool_use", "error" ->
                throw ReportedErrorException.ofFinish(stopReason);
            default -> stopReason; // unknown values are passed on
        };
    }

    /** Returns the usage in OpenAI's form, whose prompt tokens include those of the cache. */
    static JsonNode usage(JsonNode usage) {
        int cached = JsonFields.count(usage, "cacheReadInputTokens");
        int written = JsonFields.count(usage, "cacheWriteInputTokens");
        long prompt = (long) JsonFields.count(usage, "inputTokens") + cached + written;
        int completion = JsonFields.count(usage, "outputTokens");
        JsonFields.ObjectBuilder details = JsonFields.build().put("cached_tokens", cached);
        if (written > 0) {
            details.put("cache_creation_tokens", written);
            int lasting = writtenForAnHour(usage);
            details.put("long_cache_creation_tokens", lasting > 0 ? IntNode.valueOf(lasting) : null);
        }
        return JsonFields.build()
                .put("prompt_tokens", prompt)
                .put("completion_tokens", completion)
                .put("total_tokens", prompt + completion)
                .put("prompt_tokens_details", details.node())
                .node();
    }

    private static int writtenForAnHour(JsonNode usage) {
        int written = 0;
        for (JsonNode detail : JsonFields.items(usage, "cacheDetails")) {
            written += JsonFields.text(detail, "ttl", "").equals("1h") ? JsonFields.count(detail, "inputTokens") : 0;
        }
        return written;
    }

    static JsonFields.ObjectBuilder toolCall(JsonNode use, String arguments) {
        JsonNode function = JsonFields.build()
                .put("name", JsonFields.text(use, "name", ""))
                .put("arguments", arguments)
                .node();
        return JsonFields.build()
                .put("id", JsonFields.text(use, "toolUseId", ""))
                .put("type", "function")
                .put("function", function);
    }
}
