package dev.pointsman.micronaut.chat;

/** Small pieces of the neutral form that whole answers and streams of Anthropic share. */
final class AnthropicFormat {
    private AnthropicFormat() {}

    static String finishReason(String stopReason) {
        return switch (stopReason) {
            case "end_turn", "stop_sequence", "pause_turn" -> "stop";
            case "max_tokens", "model_context_window_exceeded" -> "length";
            case "tool_use" -> "tool_calls";
            case "refusal" -> "content_filter";
            // A word of tomorrow is better handed on than guessed at.
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
