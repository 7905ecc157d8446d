package dev.pointsman.wire.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ProviderExceptions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Fields of a chat request that a protocol accepts; all others are rejected by name. Immutable and thread-safe.
 *
 * <p>A field is dropped silently only where this changes nothing the caller could rely on: hints for a provider's
 * internal use or about style, and default values.
 */
public final class FieldPolicy {
    private static final Set<String> HINTS =
            Set.of("store", "prompt_cache_key", "prompt_cache_retention", "safety_identifier", "user", "verbosity");

    private static final Map<String, Accepted> DEFAULTS = Map.of(
            "n",
            Accepted.number(1),
            "frequency_penalty",
            Accepted.number(0),
            "presence_penalty",
            Accepted.number(0),
            "logprobs",
            new Accepted("false", value -> value.isBoolean() && !value.booleanValue()),
            "parallel_tool_calls",
            new Accepted("true", JsonNode::booleanValue),
            "logit_bias",
            Accepted.EMPTY,
            "metadata",
            Accepted.EMPTY,
            "service_tier",
            new Accepted("auto", value -> isWord(value, "auto")),
            "modalities",
            new Accepted("text", value -> JsonFields.items(value).stream().allMatch(item -> isWord(item, "text"))));

    private final String wire;
    private final Set<String> translated;
    private final Map<String, Accepted> accepted;

    private final Set<String> optional;

    private FieldPolicy(String wire, Set<String> translated, Map<String, Accepted> accepted, Set<String> optional) {
        this.wire = wire;
        this.translated = translated;
        this.optional = optional;
        this.accepted = accepted;
    }

    /** The values of a field that may be left out. */
    private record Accepted(String shown, Predicate<JsonNode> test) {
        static final Accepted EMPTY = new Accepted("absent", value -> value.isObject() && value.size() == 0);

        static Accepted number(int usual) {
            return new Accepted("" + usual, value -> value.isNumber() && value.doubleValue() == usual);
        }
    }

    /**
     * Creates a policy that also accepts hints and the default values of optional fields.
     *
     * @param wire the protocol's name, for messages
     * @param translated the fields that the protocol translates
     * @return the policy
     */
    public static FieldPolicy of(String wire, Set<String> translated) {
        return new FieldPolicy(wire, Set.copyOf(translated), DEFAULTS, Set.of());
    }

    /**
     * Returns a policy that accepts some values of a further field.
     *
     * @param name the field's name
     * @param shown the accepted values, for messages
     * @param test the test of a value
     * @return a new policy
     */
    public FieldPolicy accepting(String name, String shown, Predicate<JsonNode> test) {
        Map<String, Accepted> more = new HashMap<>(accepted);
        more.put(name, new Accepted(shown, test));
        return new FieldPolicy(wire, translated, Map.copyOf(more), optional);
    }

    /**
     * Returns a policy with fields that an answer does not depend on.
     *
     * @param names the fields' names
     * @return a new policy
     */
    public FieldPolicy withOptional(String... names) {
        return new FieldPolicy(wire, translated, accepted, Set.of(names));
    }

    /**
     * Returns a request without the fields that an answer does not depend on.
     *
     * @param request the request
     * @return the same request if it has none of them
     */
    public ChatRequest withoutOptional(ChatRequest request) {
        if (optional.stream().noneMatch(name -> JsonFields.field(request.json(), name) != null)) {
            return request;
        }
        Map<String, JsonNode> fields = JsonFields.fields(request.json());
        fields.keySet().removeAll(optional);
        return ChatRequest.of(JsonFields.objectOf(fields));
    }

    /**
     * Checks a request.
     *
     * @param request the request's JSON
     * @throws dev.pointsman.failure.ProviderException of kind {@code UNSUPPORTED} that names the first field that is
     *     not accepted
     */
    public void check(JsonNode request) {
        for (var field : request.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (value.isNull() || translated.contains(name) || HINTS.contains(name)) {
                continue;
            }
            Accepted some = accepted.get(name);
            if (some == null || !some.test().test(value)) {
                String expected = some == null ? "absent" : some.shown();
                throw ProviderExceptions.untranslatable(
                        name, JsonFields.text(value, "type", JsonTypes.of(value)), expected + " on wire " + wire);
            }
        }
    }

    private static boolean isWord(@Nullable JsonNode value, String word) {
        return value != null && value.isTextual() && value.textValue().equals(word);
    }
}
