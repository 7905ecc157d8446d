package dev.pointsman.wire.anthropic;

import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ReportedErrorException;

/** Conversions to the neutral form shared by Anthropic's whole answers and streams. */
final class AnthropicFormat {
    private AnthropicFormat() {}

    /**
     * Returns the finish reason.
     *
     * @throws ReportedErrorException for a reason that reports a failure of the model, as compatible servers send it
     */
    static String finishReason(String stopReason) {
        return switch (stopReason) {
            case "end_turn", "stop_sequence", "pause_turn" -> "stop";
            case "max_tokens", "model_context_window_exceeded" -> "length";
            case "tool_use" -> "tool_calls";
            case "refusal" -> "content_filter";
            case "error" -> throw ReportedErrorException.ofFinish(stopReason);
            // Unknown values are passed on unchanged.
            default -> stopReason;
        };
    }

    static JsonFields.ObjectBuilder toolCall(String id, String name, String arguments) {
        return JsonFields.build()
                .put("id", id)
                .put("type", "function")
                .put(
                        "function",
                        JsonFields.build()
                                .put("name", name)
                                .put("arguments", arguments)
                                .node());
    }
}
