package dev.pointsman.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ValueErrors;
import dev.pointsman.wire.internal.JsonTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Translates the fields of a request beside its items and tools. */
final class ResponsesFields {
    private static final String BOOLEAN = "true or false";
    private static final String STRING = "a string";
    private static final String OBJECT = "an object";

    /** Fields that go to the provider under the same name. */
    private static final List<String> SAME = List.of(
            "model",
            "stream",
            "temperature",
            "top_p",
            "user",
            "prompt_cache_key",
            "prompt_cache_retention",
            "safety_identifier",
            "service_tier");

    /**
     * Fields without effect on the answer of another protocol: they are the gateway's own, or concern only tools that
     * the provider runs itself, or the framing of its events.
     */
    private static final Set<String> OWN = Set.of(
            "input",
            "instructions",
            "previous_response_id",
            "store",
            "metadata",
            "background",
            "include",
            "max_tool_calls",
            "max_output_tokens",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "reasoning",
            "text",
            "truncation",
            "top_logprobs",
            "stream_options",
            "client_metadata");

    /** Fields that only a provider of the same protocol understands. */
    private static final Set<String> NATIVE = Set.of("prompt", "conversation", "context_management", "moderation");

    private static final Set<String> KNOWN =
            Stream.of(SAME, OWN, NATIVE).flatMap(Collection::stream).collect(Collectors.toUnmodifiableSet());

    private ResponsesFields() {}

    /** Returns the names of all fields that a request may have. */
    static Set<String> known() {
        return KNOWN;
    }

    static void check(JsonNode json) {
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            String name = field.getKey();
            ValueErrors.that(
                    KNOWN.contains(name),
                    ValueErrors.shortly(name),
                    JsonTypes.of(field.getValue()),
                    "absent, as this parameter is unknown");
        }
        ValueErrors.that(
                !JsonFields.isTrue(json, "background"), "background", "true", "false, as no response is made later");
        type(json, "stream", BOOLEAN, JsonNode::isBoolean);
        type(json, "store", BOOLEAN, JsonNode::isBoolean);
        type(json, "parallel_tool_calls", BOOLEAN, JsonNode::isBoolean);
        type(json, "instructions", STRING, JsonNode::isTextual);
        type(json, "previous_response_id", STRING, JsonNode::isTextual);
        type(json, "model", STRING, JsonNode::isTextual);
        type(json, "reasoning", OBJECT, JsonNode::isObject);
        type(json, "text", OBJECT, JsonNode::isObject);
        type(json, "metadata", OBJECT, JsonNode::isObject);
        type(json, "include", "an array", JsonNode::isArray);
        type(json, "tools", "an array", JsonNode::isArray);
        type(json, "max_output_tokens", "a whole number from 1", value -> value.isNumber() && value.doubleValue() >= 1);
    }

    private static void type(JsonNode json, String name, String expected, Predicate<JsonNode> test) {
        JsonNode value = JsonFields.field(json, name);
        if (value != null) {
            ValueErrors.that(test.test(value), name, JsonTypes.of(value), expected);
        }
    }

    static JsonNode translate(JsonNode json, ResponsesTools tools, List<JsonNode> items, List<String> lost) {
        JsonFields.ObjectBuilder to = JsonFields.build();
        SAME.forEach(name -> to.put(name, JsonFields.field(json, name)));
        refuseNative(json, lost);
        List<JsonNode> messages = new ArrayList<>();
        String instructions = JsonFields.text(json, "instructions");
        if (instructions != null) {
            messages.add(JsonFields.build()
                    .put("role", "system")
                    .put("content", instructions)
                    .node());
        }
        messages.addAll(new ResponsesInput(lost).messages(items));
        // A conversation of nothing but lost items still has the neutral form's one message.
        if (messages.isEmpty()) {
            messages.add(
                    JsonFields.build().put("role", "user").put("content", "").node());
        }
        JsonNode text = JsonFields.object(json, "text");
        return to.put("messages", messages)
                .put("max_completion_tokens", JsonFields.field(json, "max_output_tokens"))
                .put("reasoning", effort(json))
                .put("verbosity", JsonFields.field(text, "verbosity"))
                .put("response_format", format(JsonFields.object(text, "format"), lost))
                .putIfAny("tools", tools.neutral())
                .put("tool_choice", tools.choice())
                .put(
                        "parallel_tool_calls",
                        tools.neutral().isEmpty() ? null : JsonFields.field(json, "parallel_tool_calls"))
                .node();
    }

    /** Returns the effort as a setting of the neutral form, which more protocols can express than that of chat clients. */
    private static @Nullable JsonNode effort(JsonNode json) {
        JsonNode effort = JsonFields.field(JsonFields.object(json, "reasoning"), "effort");
        return effort == null ? null : JsonFields.build().put("effort", effort).node();
    }

    private static void refuseNative(JsonNode json, List<String> lost) {
        for (String name : NATIVE) {
            JsonNode value = JsonFields.field(json, name);
            if (value != null) {
                lost.add(lostPath(name, JsonTypes.of(value)));
            }
        }
        String truncation = JsonFields.text(json, "truncation", "disabled");
        if (!truncation.equals("disabled")) {
            lost.add(lostPath("truncation", truncation));
        }
        if (JsonFields.count(json, "top_logprobs") > 0) {
            lost.add(lostPath("top_logprobs", "over 0"));
        }
        for (JsonNode value : JsonFields.items(json, "include")) {
            if (value.asText().contains("logprobs")) {
                lost.add(lostPath("include", value.asText()));
            }
        }
    }

    private static @Nullable JsonNode format(JsonNode format, List<String> lost) {
        String type = JsonFields.text(format, "type", "text");
        return switch (type) {
            case "text" -> null;
            case "json_object" -> JsonFields.build().put("type", type).node();
            case "json_schema" ->
                JsonFields.build()
                        .put("type", type)
                        .put(
                                "json_schema",
                                JsonFields.buildFrom(format).remove("type").node())
                        .node();
            default -> {
                lost.add(lostPath("text.format.type", type));
                yield null;
            }
        };
    }

    /** Returns the path of a field that only a provider of the same protocol understands, with its value. */
    static String lostPath(String path, String value) {
        return path + " (" + ValueErrors.shortly(value) + ")";
    }
}
