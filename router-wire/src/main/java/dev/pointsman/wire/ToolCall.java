package dev.pointsman.wire;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Function call requested by the model.
 *
 * @param id id that the result refers to
 * @param name the function's name
 * @param arguments the arguments as JSON text, as written by the model, possibly invalid; arguments given as an object
 *     are serialized
 */
public record ToolCall(String id, String name, String arguments) {

    /**
     * Reads a call of a message in the neutral form.
     *
     * @param call an item of {@code tool_calls}
     * @return the call; missing texts are empty
     */
    public static ToolCall of(JsonNode call) {
        JsonNode function = JsonFields.object(call, "function");
        JsonNode arguments = JsonFields.field(function, "arguments");
        return new ToolCall(
                JsonFields.text(call, "id", ""),
                JsonFields.text(function, "name", ""),
                arguments != null && arguments.isObject()
                        ? JsonReader.text(arguments)
                        : JsonFields.text(function, "arguments", ""));
    }
}
