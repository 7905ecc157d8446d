package dev.pointsman.wire.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.internal.FieldPolicy;
import java.util.Set;

/** Fields of a chat request that Converse can express, and those an answer does not depend on. */
final class BedrockFields {
    private static final FieldPolicy POLICY = FieldPolicy.of(
                    "bedrock",
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
                            "stop",
                            "tools",
                            "tool_choice",
                            "reasoning_effort",
                            "reasoning",
                            "thinking"))
            .accepting("response_format", "text, or json_schema with a schema", BedrockFields::isFormat)
            .withOptional(
                    "seed", "parallel_tool_calls", "metadata", "service_tier", "frequency_penalty", "presence_penalty");

    private BedrockFields() {}

    static void check(JsonNode request) {
        POLICY.check(request);
    }

    private static boolean isFormat(JsonNode format) {
        String type = JsonFields.text(format, "type", "");
        return type.equals("text")
                || (type.equals("json_schema")
                        && JsonFields.object(JsonFields.object(format, "json_schema"), "schema")
                                        .size()
                                > 0);
    }

    static ChatRequest withoutOptional(ChatRequest request) {
        return POLICY.withoutOptional(request);
    }
}
