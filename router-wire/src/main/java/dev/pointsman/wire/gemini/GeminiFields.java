package dev.pointsman.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.internal.FieldPolicy;
import java.util.Set;

/** Fields of a chat request that {@code generateContent} can express, and those an answer does not depend on. */
final class GeminiFields {
    private static final FieldPolicy POLICY = FieldPolicy.of(
                    "gemini",
                    Set.of(
                            "model",
                            "messages",
                            "stream",
                            "stream_options",
                            "max_tokens",
                            "max_completion_tokens",
                            "temperature",
                            "top_p",
                            "top_k",
                            "seed",
                            "frequency_penalty",
                            "presence_penalty",
                            "stop",
                            "tools",
                            "tool_choice",
                            "reasoning_effort",
                            "reasoning",
                            "thinking"))
            .accepting("response_format", "text, json_object or json_schema", GeminiFields::isFormat)
            .withOptional("parallel_tool_calls", "metadata", "service_tier");

    private GeminiFields() {}

    static void check(JsonNode request) {
        POLICY.check(request);
    }

    private static boolean isFormat(JsonNode format) {
        return Set.of("text", "json_object", "json_schema").contains(JsonFields.text(format, "type", ""));
    }

    static ChatRequest withoutOptional(ChatRequest request) {
        return POLICY.withoutOptional(request);
    }
}
