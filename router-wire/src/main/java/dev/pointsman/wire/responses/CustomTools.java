package dev.pointsman.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Conversion of custom tools, whose input is a text, to functions with one parameter and back. A grammar becomes a part
 * of the description: no other protocol enforces one.
 */
final class CustomTools {
    private static final String INPUT = "input";

    private static final JsonNode PARAMETERS = JsonFields.build()
            .put("type", "object")
            .put(
                    "properties",
                    JsonFields.build()
                            .put(INPUT, JsonFields.build().put("type", "string").node())
                            .node())
            .put("required", List.of(TextNode.valueOf(INPUT)))
            .put("additionalProperties", BooleanNode.FALSE)
            .node();

    private CustomTools() {}

    static JsonFields.ObjectBuilder function(JsonNode tool) {
        String description = JsonFields.text(tool, "description", "");
        String definition = JsonFields.text(JsonFields.object(tool, "format"), "definition", "");
        String rule = definition.isEmpty()
                ? ""
                : "\n\nThe value of \"" + INPUT + "\" must follow this grammar ("
                        + JsonFields.text(JsonFields.object(tool, "format"), "syntax", "grammar") + "):\n" + definition;
        String whole = description + rule;
        return JsonFields.build()
                .put("name", "")
                .put("description", whole.isEmpty() ? null : whole)
                .put("parameters", PARAMETERS);
    }

    /** Returns the arguments of the function for an input. */
    static String arguments(String input) {
        return JsonReader.text(JsonFields.build().put(INPUT, input).node());
    }

    /** Returns the input in a function's arguments; the arguments themselves if the model did not follow the schema. */
    static String input(String arguments) {
        JsonNode read = JsonReader.objectOrNull(arguments.getBytes(StandardCharsets.UTF_8));
        return JsonFields.text(read, INPUT, arguments);
    }
}
