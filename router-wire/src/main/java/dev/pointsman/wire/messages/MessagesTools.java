package dev.pointsman.wire.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ValueErrors;
import dev.pointsman.wire.internal.JsonTypes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Translates tools, the choice among them, and the schema of an answer. */
final class MessagesTools {
    private static final String CHOICE = "tool_choice";

    private MessagesTools() {}

    /** Returns the functions; tools of other types, which a provider runs itself, are added to those that are lost. */
    static List<JsonNode> tools(JsonNode from, List<String> lost) {
        List<JsonNode> tools = new ArrayList<>();
        List<JsonNode> given = JsonFields.items(from, "tools");
        for (int i = 0; i < given.size(); i++) {
            String type = JsonFields.text(given.get(i), "type", "custom");
            if (type.equals("custom")) {
                tools.add(tool(given.get(i)));
            } else {
                lost.add("tools[" + i + "].type " + type);
            }
        }
        return tools;
    }

    private static JsonNode tool(JsonNode given) {
        JsonNode function = JsonFields.build()
                .put("name", JsonFields.text(given, "name"))
                .put("description", JsonFields.text(given, "description"))
                .put("parameters", JsonFields.field(given, "input_schema"))
                .put("strict", JsonFields.field(given, "strict"))
                .node();
        return JsonFields.build()
                .put("type", "function")
                .put("function", function)
                .put("cache_control", JsonFields.field(given, "cache_control"))
                .node();
    }

    static @Nullable JsonNode choice(JsonNode from) {
        JsonNode choice = JsonFields.field(from, CHOICE);
        if (choice == null || JsonFields.items(from, "tools").isEmpty()) {
            return null;
        }
        String type = JsonFields.text(choice, "type", JsonTypes.of(choice));
        return switch (type) {
            case "auto", "none" -> TextNode.valueOf(type);
            case "any" -> TextNode.valueOf("required");
            case "tool" ->
                JsonFields.build()
                        .put("type", "function")
                        .put(
                                "function",
                                JsonFields.build()
                                        .put("name", JsonFields.text(choice, "name", ""))
                                        .node())
                        .node();
            default -> throw ValueErrors.wrong(CHOICE + ".type", type, "auto, any, tool or none");
        };
    }

    static @Nullable JsonNode parallel(JsonNode from) {
        return JsonFields.isTrue(JsonFields.field(from, CHOICE), "disable_parallel_tool_use")
                ? BooleanNode.FALSE
                : null;
    }

    /** Returns the schema of the answer; null if it is free. */
    static @Nullable JsonNode format(JsonNode from) {
        JsonNode own = JsonFields.field(JsonFields.object(from, "output_config"), "format");
        JsonNode format = own == null ? JsonFields.field(from, "output_format") : own;
        JsonNode schema = JsonFields.field(format, "schema");
        if (schema == null) {
            return null;
        }
        JsonNode named = JsonFields.build()
                .put("name", "answer")
                .put("schema", schema)
                .put("strict", true)
                .node();
        return JsonFields.build()
                .put("type", "json_schema")
                .put("json_schema", named)
                .node();
    }
}
