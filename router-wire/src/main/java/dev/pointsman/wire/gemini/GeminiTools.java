package dev.pointsman.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.internal.JsonTypes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Translates tools and the tool choice to function declarations. Schemas stay as they are. */
final class GeminiTools {
    private GeminiTools() {}

    /** Returns the tools: one entry that declares all functions. */
    static List<JsonNode> tools(JsonNode request) {
        List<JsonNode> from = JsonFields.items(request, "tools");
        List<JsonNode> functions = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            String type = JsonFields.text(from.get(i), "type", "none");
            if (!type.equals("function")) {
                throw ProviderExceptions.untranslatable("tools[" + i + "].type", type, "function on wire gemini");
            }
            functions.add(function(JsonFields.object(from.get(i), "function")));
        }
        return List.of(JsonFields.build().put("functionDeclarations", functions).node());
    }

    private static JsonNode function(JsonNode function) {
        JsonNode parameters = JsonFields.object(function, "parameters");
        return JsonFields.build()
                .put("name", JsonFields.text(function, "name"))
                .put("description", JsonFields.text(function, "description"))
                .put("parametersJsonSchema", parameters.size() == 0 ? null : typed(parameters))
                .node();
    }

    /** Returns the schema with a type: some clients leave it out. */
    private static JsonNode typed(JsonNode schema) {
        return JsonFields.field(schema, "type") != null
                ? schema
                : JsonFields.buildFrom(schema).put("type", "object").node();
    }

    /** Returns the configuration of the tool choice; null if the request has none. */
    static @Nullable JsonNode config(JsonNode request) {
        JsonNode choice = JsonFields.field(request, "tool_choice");
        if (choice == null) {
            return null;
        }
        JsonFields.ObjectBuilder calling = JsonFields.build();
        if (choice.isTextual()) {
            calling.put("mode", mode(choice.textValue()));
        } else {
            String name = JsonFields.text(JsonFields.object(choice, "function"), "name");
            if (name == null) {
                throw refused(JsonFields.text(choice, "type", JsonTypes.of(choice)));
            }
            calling.put("mode", "ANY").put("allowedFunctionNames", List.<JsonNode>of(TextNode.valueOf(name)));
        }
        return JsonFields.build().put("functionCallingConfig", calling.node()).node();
    }

    private static String mode(String word) {
        return switch (word) {
            case "auto" -> "AUTO";
            case "none" -> "NONE";
            case "required" -> "ANY";
            default -> throw refused(word);
        };
    }

    private static RuntimeException refused(String value) {
        return ProviderExceptions.untranslatable(
                "tool_choice", value, "auto, none, required or a function on wire gemini");
    }
}
