package dev.pointsman.quality.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Parts of an answer that checks need, from a response or from the chunks of a stream.
 *
 * @param text the text of the first choice
 * @param calls its calls of functions
 * @param finish its reason for the end; empty if it was not given
 * @param refused whether it is a refusal
 * @param model the name that the provider gave; empty if it gave none
 * @param fingerprint the system fingerprint; empty if there is none
 */
public record AnswerParts(
        String text, List<ToolUse> calls, String finish, boolean refused, String model, String fingerprint) {

    /** A call of a function: its name, and its arguments as JSON text. */
    public record ToolUse(String name, String arguments) {}

    /** Returns the parts of a response. */
    public static AnswerParts of(JsonNode response) {
        JsonNode choice = response.path("choices").path(0);
        JsonNode message = choice.path("message");
        List<ToolUse> calls = new ArrayList<>();
        for (JsonNode call : message.path("tool_calls")) {
            if (call.has("function")) {
                calls.add(new ToolUse(text(call.path("function").path("name")), arguments(call)));
            }
        }
        return new AnswerParts(
                text(message.path("content")),
                calls,
                text(choice.path("finish_reason")),
                !text(message.path("refusal")).isEmpty(),
                text(response.path("model")),
                text(response.path("system_fingerprint")));
    }

    /** Returns the parts of a stream. */
    public static AnswerParts of(List<JsonNode> chunks) {
        StringBuilder content = new StringBuilder();
        Map<Integer, StringBuilder[]> calls = new TreeMap<>();
        String finish = "";
        boolean refused = false;
        String model = "";
        String fingerprint = "";
        for (JsonNode chunk : chunks) {
            JsonNode choice = chunk.path("choices").path(0);
            JsonNode delta = choice.path("delta");
            content.append(text(delta.path("content")));
            for (JsonNode call : delta.path("tool_calls")) {
                StringBuilder[] parts = calls.computeIfAbsent(call.path("index").asInt(), i ->
                        new StringBuilder[] {new StringBuilder(), new StringBuilder()});
                parts[0].append(text(call.path("function").path("name")));
                parts[1].append(arguments(call));
            }
            finish = orElse(text(choice.path("finish_reason")), finish);
            refused |= !text(delta.path("refusal")).isEmpty();
            model = orElse(text(chunk.path("model")), model);
            fingerprint = orElse(text(chunk.path("system_fingerprint")), fingerprint);
        }
        List<ToolUse> whole = calls.values().stream()
                .map(parts -> new ToolUse(parts[0].toString(), parts[1].toString()))
                .toList();
        return new AnswerParts(content.toString(), whole, finish, refused, model, fingerprint);
    }

    private static String orElse(String value, String other) {
        return value.isEmpty() ? other : value;
    }

    private static String arguments(JsonNode call) {
        JsonNode arguments = call.path("function").path("arguments");
        return arguments.isContainerNode() ? arguments.toString() : text(arguments);
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : "";
    }
}
