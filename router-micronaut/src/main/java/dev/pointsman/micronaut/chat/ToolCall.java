package dev.pointsman.micronaut.chat;

import io.micronaut.json.tree.JsonNode;

/**
 * A function that the model wants called.
 *
 * @param id what the result has to refer to
 * @param name the function's name
 * @param arguments the arguments as a JSON text, as the model wrote it: it may be anything. Arguments that a provider
 *     gives as an object are its text
 */
public record ToolCall(String id, String name, String arguments) {

    static ToolCall of(JsonNode call) {
        JsonNode function = JsonFields.object(call, "function");
        JsonNode arguments = JsonFields.field(function, "arguments");
        return new ToolCall(
                JsonFields.text(call, "id", ""),
                JsonFields.text(function, "name", ""),
                arguments != null && arguments.isObject()
                        ? JsonReader.written(arguments)
                        : JsonFields.text(function, "arguments", ""));
    }
}
