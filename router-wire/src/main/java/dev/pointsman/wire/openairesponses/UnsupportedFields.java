package dev.pointsman.wire.openairesponses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.internal.JsonTypes;
import java.util.Map;
import java.util.Set;

/** Rejects fields of the neutral form that Responses has no counterpart of, unless they have their default value. */
final class UnsupportedFields {
    private static final Set<String> TRANSLATED = Set.of(
            "model",
            "messages",
            "stream",
            "stream_options",
            "max_tokens",
            "max_completion_tokens",
            "temperature",
            "top_p",
            "user",
            "metadata",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "response_format",
            "verbosity",
            "reasoning",
            "reasoning_effort",
            "prompt_cache_key",
            "prompt_cache_retention",
            "safety_identifier",
            "service_tier",
            "store");

    private UnsupportedFields() {}

    static void refuse(JsonNode request) {
        for (Map.Entry<String, JsonNode> field : request.properties()) {
            JsonNode value = field.getValue();
            if (!value.isNull() && !TRANSLATED.contains(field.getKey()) && !isDefault(field.getKey(), value)) {
                throw refused(field.getKey(), JsonFields.text(value, "type", JsonTypes.of(value)), "absent");
            }
        }
    }

    private static boolean isDefault(String name, JsonNode value) {
        return switch (name) {
            case "n" -> value.doubleValue() == 1;
            case "frequency_penalty", "presence_penalty", "top_logprobs" -> value.doubleValue() == 0;
            case "logprobs" -> value.isBoolean() && !value.booleanValue();
            case "logit_bias", "stop" -> value.isContainerNode() && value.isEmpty();
            case "modalities" ->
                JsonFields.items(value).stream().allMatch(item -> item.asText().equals("text"));
            default -> false;
        };
    }

    static RuntimeException refused(String path, String value, String expected) {
        return ProviderExceptions.untranslatable(path, value, expected + " on wire openai-responses");
    }
}
