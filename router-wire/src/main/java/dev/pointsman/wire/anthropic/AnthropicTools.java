package dev.pointsman.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.internal.JsonTypes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Translates tools and the tool choice to Anthropic's format. */
final class AnthropicTools {
    private static final JsonNode NO_PARAMETERS = JsonFields.build()
            .put("type", "object")
            .put("properties", JsonFields.EMPTY)
            .node();

    private AnthropicTools() {}

    /** Returns the tools; {@code strict} is dropped, as the schema is sent in any case. */
    static List<JsonNode> tools(JsonNode request) {
        List<JsonNode> from = JsonFields.items(request, "tools");
        List<JsonNode> to = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            String type = JsonFields.text(from.get(i), "type", "none");
            if (!type.equals("function")) {
                throw ProviderExceptions.untranslatable("tools[" + i + "].type", type, "function on wire anthropic");
            }
            to.add(tool(JsonFields.object(from.get(i), "function"), JsonFields.field(from.get(i), "cache_control")));
        }
        return to;
    }

    private static JsonNode tool(JsonNode function, @Nullable JsonNode cacheControl) {
        return JsonFields.build()
                .put("name", JsonFields.text(function, "name"))
                .put("description", JsonFields.text(function, "description"))
                .put("input_schema", schema(JsonFields.field(function, "parameters")))
                .put("cache_control", cacheControl)
                .node();
    }

    /** Returns the schema with its {@code type} set to object, which Anthropic requires of function parameters. */
    private static JsonNode schema(@Nullable JsonNode parameters) {
        if (parameters == null || !parameters.isObject() || parameters.size() == 0) {
            return NO_PARAMETERS;
        }
        JsonNode type = JsonFields.field(parameters, "type");
        return type != null && type.isTextual()
                ? parameters
                : JsonFields.buildFrom(parameters).put("type", "object").node();
    }

    /** Returns the tool choice; null if the request has none. */
    static @Nullable JsonNode choice(JsonNode request) {
        JsonNode choice = JsonFields.field(request, "tool_choice");
        JsonNode parallel = JsonFields.field(request, "parallel_tool_calls");
        boolean single = parallel != null && parallel.isBoolean() && !parallel.booleanValue();
        if (choice == null) {
            return single
                    ? choice("auto").put("disable_parallel_tool_use", true).node()
                    : null;
        }
        JsonFields.ObjectBuilder translated = choice.isTextual() ? word(choice.textValue()) : function(choice);
        boolean none = choice.isTextual() && choice.textValue().equals("none");
        return (single && !none ? translated.put("disable_parallel_tool_use", true) : translated).node();
    }

    private static JsonFields.ObjectBuilder word(String word) {
        return switch (word) {
            case "auto", "none" -> choice(word);
            case "required" -> choice("any");
            default -> throw refused(word);
        };
    }

    private static JsonFields.ObjectBuilder function(JsonNode choice) {
        String name = JsonFields.text(JsonFields.object(choice, "function"), "name");
        if (name == null) {
            throw refused(JsonFields.text(choice, "type", JsonTypes.of(choice)));
        }
        return choice("tool").put("name", name);
    }

    private static JsonFields.ObjectBuilder choice(String type) {
        return JsonFields.build().put("type", type);
    }

    private static RuntimeException refused(String value) {
        return ProviderExceptions.untranslatable(
                "tool_choice", value, "auto, none, required or a function on wire anthropic");
    }
}
