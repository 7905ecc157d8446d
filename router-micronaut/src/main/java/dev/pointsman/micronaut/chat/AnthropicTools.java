package dev.pointsman.micronaut.chat;

import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Translates tools and the choice among them to Anthropic's words. */
final class AnthropicTools {
    private static final JsonNode NO_PARAMETERS =
            Json.build().put("type", "object").put("properties", Json.EMPTY).node();

    private AnthropicTools() {}

    /** The tools; {@code strict} is let go, for the schema goes along all the same. */
    static List<JsonNode> tools(JsonNode request) {
        List<JsonNode> from = Json.items(request, "tools");
        List<JsonNode> to = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            String type = Json.text(from.get(i), "type", "none");
            if (!type.equals("function")) {
                throw Faults.untranslatable("tools[" + i + "].type", type, "function on wire anthropic");
            }
            to.add(tool(Json.object(from.get(i), "function"), Json.field(from.get(i), "cache_control")));
        }
        return to;
    }

    private static JsonNode tool(JsonNode function, @Nullable JsonNode cacheControl) {
        return Json.build()
                .put("name", Json.text(function, "name"))
                .put("description", Json.text(function, "description"))
                .put("input_schema", schema(Json.field(function, "parameters")))
                .put("cache_control", cacheControl)
                .node();
    }

    /** The schema, which must say that it is of an object: a schema of a function's parameters can be of nothing else. */
    private static JsonNode schema(@Nullable JsonNode parameters) {
        if (parameters == null || !parameters.isObject() || parameters.size() == 0) {
            return NO_PARAMETERS;
        }
        JsonNode type = Json.field(parameters, "type");
        return type != null && type.isString()
                ? parameters
                : Json.buildFrom(parameters).put("type", "object").node();
    }

    /** The choice; null when the request leaves it to the provider. */
    static @Nullable JsonNode choice(JsonNode request) {
        JsonNode choice = Json.field(request, "tool_choice");
        JsonNode parallel = Json.field(request, "parallel_tool_calls");
        boolean single = parallel != null && parallel.isBoolean() && !parallel.getBooleanValue();
        if (choice == null) {
            return single
                    ? choice("auto").put("disable_parallel_tool_use", true).node()
                    : null;
        }
        Json.ObjectBuilder translated = choice.isString() ? word(choice.getStringValue()) : function(choice);
        boolean none = choice.isString() && choice.getStringValue().equals("none");
        return (single && !none ? translated.put("disable_parallel_tool_use", true) : translated).node();
    }

    private static Json.ObjectBuilder word(String word) {
        return switch (word) {
            case "auto", "none" -> choice(word);
            case "required" -> choice("any");
            default -> throw refused(word);
        };
    }

    private static Json.ObjectBuilder function(JsonNode choice) {
        String name = Json.text(Json.object(choice, "function"), "name");
        if (name == null) {
            throw refused(Json.text(choice, "type", JsonKind.of(choice)));
        }
        return choice("tool").put("name", name);
    }

    private static Json.ObjectBuilder choice(String type) {
        return Json.build().put("type", type);
    }

    private static RuntimeException refused(String value) {
        return Faults.untranslatable("tool_choice", value, "auto, none, required or a function on wire anthropic");
    }
}
