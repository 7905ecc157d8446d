package dev.pointsman.wire.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.internal.JsonTypes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Translates tools and the tool choice to a tool configuration. */
final class BedrockTools {
    private static final JsonNode NO_PARAMETERS = JsonFields.build()
            .put("type", "object")
            .put("properties", JsonFields.EMPTY)
            .node();

    private BedrockTools() {}

    /**
     * Returns the configuration; null if the request offers no tools, or forbids their use.
     *
     * @param hasCalls whether the conversation has tool calls: Converse requires the tools then, and has no choice that
     *     forbids them
     */
    static @Nullable JsonNode config(JsonNode request, boolean hasCalls, BedrockContent content) {
        List<JsonNode> from = JsonFields.items(request, "tools");
        JsonNode choice = JsonFields.field(request, "tool_choice");
        boolean forbidden = choice != null && choice.asText().equals("none");
        if (from.isEmpty() || (forbidden && !hasCalls)) {
            return null;
        }
        if (forbidden) {
            throw refused("none after tool calls");
        }
        List<JsonNode> tools = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            String type = JsonFields.text(from.get(i), "type", "none");
            if (!type.equals("function")) {
                throw ProviderExceptions.untranslatable("tools[" + i + "].type", type, "function on wire bedrock");
            }
            tools.add(tool(JsonFields.object(from.get(i), "function")));
            content.addMark(tools, from.get(i));
        }
        return JsonFields.build()
                .put("tools", tools)
                .put("toolChoice", choice == null ? null : choice(choice))
                .node();
    }

    private static JsonNode tool(JsonNode function) {
        JsonNode parameters = JsonFields.object(function, "parameters");
        JsonNode schema = parameters.size() == 0 ? NO_PARAMETERS : typed(parameters);
        JsonNode specification = JsonFields.build()
                .put("name", JsonFields.text(function, "name"))
                .put("description", JsonFields.text(function, "description"))
                .put("inputSchema", JsonFields.build().put("json", schema).node())
                .node();
        return JsonFields.build().put("toolSpec", specification).node();
    }

    private static JsonNode typed(JsonNode schema) {
        return JsonFields.field(schema, "type") != null
                ? schema
                : JsonFields.buildFrom(schema).put("type", "object").node();
    }

    private static JsonNode choice(JsonNode choice) {
        if (choice.isTextual()) {
            return switch (choice.textValue()) {
                case "auto" -> JsonFields.build().put("auto", JsonFields.EMPTY).node();
                case "required" ->
                    JsonFields.build().put("any", JsonFields.EMPTY).node();
                default -> throw refused(choice.textValue());
            };
        }
        String name = JsonFields.text(JsonFields.object(choice, "function"), "name");
        if (name == null) {
            throw refused(JsonFields.text(choice, "type", JsonTypes.of(choice)));
        }
        return JsonFields.build()
                .put("tool", JsonFields.build().put("name", name).node())
                .node();
    }

    private static RuntimeException refused(String value) {
        return ProviderExceptions.untranslatable(
                "tool_choice", value, "auto, none, required or a function on wire bedrock");
    }
}
