package dev.pointsman.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.internal.JsonTypes;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Checks of the fields of a chat request that the router reads; other fields are left to the provider. */
final class ChatRequestChecks {
    private static final int MOST_CHOICES = 128;

    private ChatRequestChecks() {}

    static JsonNode check(@Nullable JsonNode json) {
        if (json == null || !json.isObject()) {
            throw ValueErrors.wrong("request", JsonTypes.of(json), "an object");
        }
        messages(json);
        tools(json);
        whole(json, "max_tokens", Integer.MAX_VALUE);
        whole(json, "max_completion_tokens", Integer.MAX_VALUE);
        whole(json, "n", MOST_CHOICES);
        number(json, "temperature");
        number(json, "top_p");
        type(json, "stream", "true or false", JsonNode::isBoolean);
        type(json, "model", "a string", JsonNode::isTextual);
        type(json, "response_format", "an object", JsonNode::isObject);
        return json;
    }

    private static void messages(JsonNode json) {
        JsonNode node = JsonFields.field(json, "messages");
        if (node == null || !node.isArray() || node.size() == 0) {
            throw ValueErrors.wrong("messages", JsonTypes.of(node), "at least one message");
        }
        List<JsonNode> messages = JsonFields.items(node);
        for (int i = 0; i < messages.size(); i++) {
            String path = "messages[" + i + "]";
            JsonNode message = messages.get(i);
            ValueErrors.that(message.isObject(), path, JsonTypes.of(message), "an object");
            ValueErrors.that(
                    JsonFields.text(message, "role") != null,
                    path + ".role",
                    JsonTypes.of(message.get("role")),
                    "a string");
            content(JsonFields.field(message, "content"), path + ".content");
            type(message, "tool_calls", "an array", JsonNode::isArray);
        }
    }

    private static void content(@Nullable JsonNode content, String path) {
        if (content == null || content.isTextual()) {
            return;
        }
        ValueErrors.that(content.isArray(), path, JsonTypes.of(content), "a string or an array of parts");
        List<JsonNode> parts = JsonFields.items(content);
        for (int i = 0; i < parts.size(); i++) {
            JsonNode part = parts.get(i);
            ValueErrors.that(part.isObject(), path + "[" + i + "]", JsonTypes.of(part), "an object");
        }
    }

    private static void tools(JsonNode json) {
        type(json, "tools", "an array", JsonNode::isArray);
        List<JsonNode> tools = JsonFields.items(json, "tools");
        for (int i = 0; i < tools.size(); i++) {
            JsonNode tool = tools.get(i);
            ValueErrors.that(tool.isObject(), "tools[" + i + "]", JsonTypes.of(tool), "an object");
        }
    }

    private static void whole(JsonNode json, String name, int most) {
        JsonNode value = JsonFields.field(json, name);
        if (value != null) {
            double number = value.isNumber() ? value.doubleValue() : 0;
            boolean good = number >= 1 && number <= most && number == Math.rint(number);
            ValueErrors.that(good, name, JsonTypes.of(value), "a whole number from 1 to " + most);
        }
    }

    private static void number(JsonNode json, String name) {
        type(json, name, "a finite number", value -> value.isNumber() && Double.isFinite(value.doubleValue()));
    }

    private static void type(JsonNode json, String name, String expected, Predicate<JsonNode> test) {
        JsonNode value = JsonFields.field(json, name);
        if (value != null) {
            ValueErrors.that(test.test(value), name, JsonTypes.of(value), expected);
        }
    }
}
