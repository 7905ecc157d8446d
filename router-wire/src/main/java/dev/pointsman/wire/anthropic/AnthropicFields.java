package dev.pointsman.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.internal.FieldPolicy;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fields of a chat request that Anthropic's protocol can express, and the schema among them. */
final class AnthropicFields {
    private static final FieldPolicy POLICY = FieldPolicy.of(
                    "anthropic",
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
                            "thinking",
                            "reasoning",
                            "stop",
                            "tools",
                            "tool_choice",
                            "parallel_tool_calls",
                            "user"))
            .accepting(
                    "response_format",
                    "text, or json_schema with a schema and strict: true",
                    AnthropicFields::isFormat);

    private AnthropicFields() {}

    static void refuseForeign(JsonNode request) {
        POLICY.check(request);
    }

    private static boolean isFormat(JsonNode format) {
        return isWord(JsonFields.field(format, "type"), "text") || schema(format) != null;
    }

    /**
     * Returns the schema that an answer must follow; null if there is none, or if Anthropic cannot enforce it: it
     * supports strict schemas only, and not every schema obeys their rules.
     */
    static @Nullable JsonNode schema(JsonNode format) {
        JsonNode named = JsonFields.object(format, "json_schema");
        JsonNode strict = JsonFields.field(named, "strict");
        JsonNode schema = JsonFields.field(named, "schema");
        boolean promised = strict != null && strict.isBoolean() && strict.booleanValue();
        return promised
                        && schema != null
                        && schema.isObject()
                        && isWord(JsonFields.field(format, "type"), "json_schema")
                ? schema
                : null;
    }

    private static boolean isWord(@Nullable JsonNode value, String word) {
        return value != null && value.isTextual() && value.textValue().equals(word);
    }
}
