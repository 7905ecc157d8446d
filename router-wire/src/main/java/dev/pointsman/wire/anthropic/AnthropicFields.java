package dev.pointsman.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonTypes;
import dev.pointsman.wire.ProviderExceptions;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rejects fields of a chat request that Anthropic's protocol cannot express.
 *
 * <p>A field is dropped silently only where this changes nothing the caller could rely on: hints for a provider's
 * internal use, and default values.
 */
final class AnthropicFields {
    private static final Set<String> TRANSLATED = Set.of(
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
            "user");

    private static final Set<String> HINTS =
            Set.of("store", "prompt_cache_key", "prompt_cache_retention", "safety_identifier");

    private static final Map<String, Usual> USUAL = Map.of(
            "n",
            Usual.number(1),
            "frequency_penalty",
            Usual.number(0),
            "presence_penalty",
            Usual.number(0),
            "logprobs",
            new Usual("false", value -> value.isBoolean() && !value.booleanValue()),
            "logit_bias",
            Usual.EMPTY,
            "metadata",
            Usual.EMPTY,
            "service_tier",
            new Usual("auto", value -> isWord(value, "auto")),
            "response_format",
            new Usual("text, or json_schema with a schema and strict: true", AnthropicFields::isFormat),
            "modalities",
            new Usual("text", AnthropicFields::isTextOnly));

    private AnthropicFields() {}

    /** The default value of a field. */
    private record Usual(String shown, Predicate<JsonNode> test) {
        static final Usual EMPTY = new Usual("absent", value -> value.isObject() && value.size() == 0);

        static Usual number(int usual) {
            return new Usual("" + usual, value -> value.isNumber() && value.doubleValue() == usual);
        }
    }

    static void refuseForeign(JsonNode request) {
        for (var field : request.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (value.isNull() || TRANSLATED.contains(name) || HINTS.contains(name)) {
                continue;
            }
            Usual usual = USUAL.get(name);
            if (usual == null || !usual.test().test(value)) {
                String expected = usual == null ? "absent" : usual.shown();
                throw ProviderExceptions.untranslatable(name, shown(value), expected + " on wire anthropic");
            }
        }
    }

    private static String shown(JsonNode value) {
        return JsonFields.text(value, "type", JsonTypes.of(value));
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

    private static boolean isTextOnly(JsonNode modalities) {
        return JsonFields.items(modalities).stream().allMatch(item -> isWord(item, "text"));
    }

    private static boolean isWord(@Nullable JsonNode value, String word) {
        return value != null && value.isTextual() && value.textValue().equals(word);
    }
}
