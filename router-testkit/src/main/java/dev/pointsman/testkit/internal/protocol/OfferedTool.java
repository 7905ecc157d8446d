package dev.pointsman.testkit.internal.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A tool that a request offers; the wire formats differ in where it stands and how its schema is called. */
public record OfferedTool(JsonNode description) {
    private static final List<String> PLACES =
            List.of("/tools/0/function", "/tools/0/functionDeclarations/0", "/toolConfig/tools/0/toolSpec", "/tools/0");
    private static final List<String> SCHEMAS =
            List.of("/parameters", "/input_schema", "/parametersJsonSchema", "/inputSchema/json");

    /** The first of a request's tools. */
    public static OfferedTool firstOf(JsonNode body) {
        return new OfferedTool(PLACES.stream()
                .map(body::at)
                .filter(JsonNode::isObject)
                .findFirst()
                .orElse(JsonText.object()));
    }

    static boolean isAnyIn(JsonNode body) {
        return !firstOf(body).description().isEmpty();
    }

    /** A call whose arguments are as plain as the schema allows. */
    public FakeToolCall call() {
        JsonNode schema = SCHEMAS.stream()
                .map(description::at)
                .filter(JsonNode::isObject)
                .findFirst()
                .orElse(JsonText.object());
        return new FakeToolCall(
                description.path("name").asText(), required(schema).toString(), "");
    }

    private static ObjectNode required(JsonNode schema) {
        ObjectNode arguments = JsonText.object();
        for (JsonNode name : schema.path("required")) {
            arguments.set(name.asText(), value(schema.path("properties").path(name.asText())));
        }
        return arguments;
    }

    private static JsonNode value(JsonNode schema) {
        if (schema.path("enum").has(0)) {
            return schema.path("enum").path(0);
        }
        JsonNode type = schema.path("type");
        ObjectNode holder = JsonText.object();
        return switch (type.isArray() ? type.path(0).asText() : type.asText()) {
            case "number", "integer" -> holder.numberNode(1);
            case "boolean" -> holder.booleanNode(true);
            case "array" -> JsonText.array();
            case "object" -> required(schema);
            default -> holder.textNode("Paris");
        };
    }
}
