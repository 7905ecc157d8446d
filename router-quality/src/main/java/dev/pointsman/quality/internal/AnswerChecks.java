package dev.pointsman.quality.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.quality.internal.AnswerParts.ToolUse;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks of an answer against its request, both as JSON of OpenAI's chat completions. Says nothing of what was cut off
 * or filtered: the end itself is another signal. Not thread-safe.
 */
public final class AnswerChecks {
    private static final int MOST_CHARACTERS = 1 << 18;
    private static final Set<String> CONTENT = Set.of(
            "messages",
            "user",
            "metadata",
            "stream",
            "stream_options",
            "store",
            "prompt_cache_key",
            "safety_identifier");

    private final SchemaCheck schemas = new SchemaCheck();

    /** Creates the checks. */
    public AnswerChecks() {}

    /** Result of the check of an answer's tool calls: that of its first invalid one, if there is any. */
    public enum ToolCalls {
        /** There is nothing to check. */
        NONE(0),
        /** All calls are valid. */
        VALID(1),
        /** The arguments are not JSON. */
        BAD_JSON(2),
        /** The request has no such tool. */
        UNKNOWN_TOOL(3),
        /** The arguments do not match the tool's schema. */
        SCHEMA_MISMATCH(4);

        private final int index;

        ToolCalls(int index) {
            this.index = index;
        }

        /** Returns the place in arrays by result. */
        public int index() {
            return index;
        }
    }

    /** Returns the result of the check of an answer's tool calls. */
    public ToolCalls toolCalls(JsonNode request, AnswerParts answer) {
        JsonNode tools = request.path("tools");
        if (answer.calls().isEmpty() || tools.isEmpty() || isCut(answer)) {
            return ToolCalls.NONE;
        }
        Map<String, JsonNode> schemas = new HashMap<>();
        boolean others = false;
        for (JsonNode tool : tools) {
            JsonNode function = tool.path("function");
            others |= !function.isObject();
            schemas.put(function.path("name").asText(), function.path("parameters"));
        }
        for (ToolUse call : answer.calls()) {
            ToolCalls result = check(call, schemas.get(call.name()), others);
            if (result != ToolCalls.VALID) {
                return result;
            }
        }
        return ToolCalls.VALID;
    }

    private ToolCalls check(ToolUse call, @Nullable JsonNode schema, boolean others) {
        if (call.arguments().length() > MOST_CHARACTERS) {
            return ToolCalls.NONE;
        }
        // Several providers send nothing for a tool without parameters.
        JsonNode arguments = SchemaCheck.parse(call.arguments().isBlank() ? "{}" : call.arguments());
        if (arguments == null) {
            return ToolCalls.BAD_JSON;
        }
        if (schema == null) {
            return others ? ToolCalls.NONE : ToolCalls.UNKNOWN_TOOL;
        }
        return schemas.matches(schema, arguments) ? ToolCalls.VALID : ToolCalls.SCHEMA_MISMATCH;
    }

    /** Returns whether the answer is the JSON that was asked for; null if none was, or it has another form. */
    public @Nullable Boolean json(JsonNode request, AnswerParts answer) {
        JsonNode format = request.path("response_format");
        String type = format.path("type").asText();
        boolean asked = type.equals("json_schema") || type.equals("json_object");
        if (!asked
                || answer.refused()
                || !answer.calls().isEmpty()
                || answer.text().isEmpty()
                || answer.text().length() > MOST_CHARACTERS
                || isCut(answer)) {
            return null;
        }
        JsonNode value = SchemaCheck.parse(answer.text());
        return value != null
                && (type.equals("json_object")
                        ? value.isObject()
                        : schemas.matches(format.path("json_schema").path("schema"), value));
    }

    /** Returns an unusual reason for the end of an answer: 0 length, 1 a content filter, 2 another one; negative for a usual one. */
    public static int finish(String reason) {
        return switch (reason) {
            case "", "stop", "tool_calls", "function_call" -> -1;
            case "length" -> 0;
            case "content_filter" -> 1;
            default -> 2;
        };
    }

    /** Returns a hash of the parameters of a request: of all but its content, its user, and how it is sent. */
    public static int parameters(JsonNode request) {
        int hash = 0;
        for (Map.Entry<String, JsonNode> field : request.properties()) {
            if (!CONTENT.contains(field.getKey())) {
                hash += field.getKey().hashCode() * 31 ^ field.getValue().hashCode();
            }
        }
        return hash;
    }

    private static boolean isCut(AnswerParts answer) {
        return finish(answer.finish()) >= 0;
    }
}
