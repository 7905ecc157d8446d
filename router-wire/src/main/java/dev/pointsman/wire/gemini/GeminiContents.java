package dev.pointsman.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.ToolCall;
import dev.pointsman.wire.internal.MergedTurns;
import dev.pointsman.wire.internal.ToolPairs;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Conversation in Gemini's form: system messages apart, adjacent messages of one role merged into one turn, as the API
 * requires all results of a turn's calls in the next turn. Not thread-safe.
 */
final class GeminiContents {
    private final List<JsonNode> system = new ArrayList<>();
    private final MergedTurns turns = new MergedTurns("parts");
    private final Map<String, String> functions = new HashMap<>(); // names by call id
    private final boolean callIds;
    private final GeminiSignatures signatures;

    GeminiContents(ReasoningState reasoning, boolean callIds, boolean signsCalls) {
        this.callIds = callIds;
        this.signatures = new GeminiSignatures(reasoning, signsCalls);
    }

    List<JsonNode> system() {
        return system;
    }

    List<JsonNode> turns() {
        return turns.all();
    }

    void add(List<JsonNode> given) {
        List<JsonNode> messages = ToolPairs.repaired(given);
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.get(i);
            String path = "messages[" + i + "]";
            String said = JsonFields.text(message, "role", "");
            switch (said) {
                case "system", "developer" -> system.addAll(GeminiParts.of(message, path));
                case "user" -> turns.add("user", GeminiParts.of(message, path));
                case "assistant" -> turns.add("model", assistant(message, path));
                case "tool" -> turns.add("user", toolResult(message, path));
                default ->
                    throw ProviderExceptions.untranslatable(
                            path + ".role", said, "system, developer, user, assistant or tool on wire gemini");
            }
        }
    }

    private List<JsonNode> assistant(JsonNode message, String path) {
        for (String foreign : List.of("audio", "function_call")) {
            if (JsonFields.field(message, foreign) != null) {
                throw ProviderExceptions.untranslatable(path + "." + foreign, "present", "absent on wire gemini");
            }
        }
        List<ToolCall> calls = JsonFields.items(message, "tool_calls").stream()
                .map(ToolCall::of)
                .toList();
        List<JsonNode> translated = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            functions.put(calls.get(i).id(), calls.get(i).name());
            translated.add(functionCall(calls.get(i), path + ".tool_calls[" + i + "]"));
        }
        return signatures.signed(message, GeminiParts.of(message, path), calls, translated);
    }

    private JsonNode functionCall(ToolCall call, String path) {
        JsonNode function = JsonFields.build()
                .put("id", callIds ? call.id() : null)
                .put("name", call.name())
                .put("args", arguments(call, path))
                .node();
        return JsonFields.build().put("functionCall", function).node();
    }

    private static JsonNode arguments(ToolCall call, String path) {
        if (call.arguments().isBlank()) {
            return JsonFields.EMPTY;
        }
        JsonNode arguments = JsonReader.objectOrNull(call.arguments().getBytes(StandardCharsets.UTF_8));
        if (arguments == null) {
            throw ProviderExceptions.untranslatable(
                    path + ".function.arguments", "no JSON object", "a JSON object on wire gemini");
        }
        return arguments;
    }

    /** Returns the result, and media of it as parts beside it. */
    private List<JsonNode> toolResult(JsonNode message, String path) {
        String id = JsonFields.text(message, "tool_call_id", "");
        String name = functions.getOrDefault(id, JsonFields.text(message, "name", ""));
        if (name.isEmpty()) {
            throw ProviderExceptions.untranslatable(
                    path + ".tool_call_id", id, "the id of an earlier tool call on wire gemini");
        }
        StringBuilder text = new StringBuilder();
        List<JsonNode> media = new ArrayList<>();
        for (JsonNode part : GeminiParts.of(message, path)) {
            String said = JsonFields.text(part, "text");
            if (said == null) {
                media.add(part);
            } else {
                text.append(said);
            }
        }
        JsonNode response = JsonFields.build()
                .put("id", callIds && !id.isEmpty() ? id : null)
                .put("name", name)
                .put("response", response(text.toString()))
                .node();
        List<JsonNode> result = new ArrayList<>(
                List.of(JsonFields.build().put("functionResponse", response).node()));
        result.addAll(media);
        return result;
    }

    /** Returns a result that is an object as it is; another one under the key that Gemini's models expect. */
    private static JsonNode response(String text) {
        JsonNode object = JsonReader.objectOrNull(text.getBytes(StandardCharsets.UTF_8));
        return object != null ? object : JsonFields.build().put("output", text).node();
    }
}
