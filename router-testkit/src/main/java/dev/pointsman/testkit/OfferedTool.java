package dev.pointsman.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A tool that a request offers; the two wire formats differ in where it stands and how its schema is called. */
record OfferedTool(JsonNode description) {

    /** The first of a request's tools. */
    static OfferedTool firstOf(JsonNode body) {
        JsonNode tool = body.path("tools").path(0);
        return new OfferedTool(tool.path("function").isObject() ? tool.path("function") : tool);
    }

    /** A call whose arguments are as plain as the schema allows. */
    FakeToolCall call() {
        JsonNode schema = description.path(description.has("parameters") ? "parameters" : "input_schema");
        return new FakeToolCall(
                description.path("name").asText(), required(schema).toString());
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
