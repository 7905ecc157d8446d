package dev.pointsman.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.ToolCall;
import dev.pointsman.wire.internal.ToolPairs;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Translates a conversation: system messages move to the top, and adjacent messages of one role become one turn, as
 * Anthropic requires all results of a turn's tool calls in the next turn.
 */
final class AnthropicMessages {
    private final ReasoningState reasoning;

    AnthropicMessages(ReasoningState reasoning) {
        this.reasoning = reasoning;
    }

    record Conversation(List<JsonNode> system, List<JsonNode> turns) {}

    Conversation translate(List<JsonNode> given) {
        List<JsonNode> messages = ToolPairs.repaired(given);
        List<JsonNode> system = new ArrayList<>();
        AnthropicTurns turns = new AnthropicTurns();
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.get(i);
            String path = "messages[" + i + "]";
            String role = JsonFields.text(message, "role", "");
            switch (role) {
                case "system", "developer" -> system.addAll(AnthropicContent.blocks(message, path));
                case "user" -> turns.add("user", AnthropicContent.blocks(message, path));
                case "assistant" -> turns.add("assistant", assistant(message, path));
                case "tool" -> turns.add("user", List.of(toolResult(message, path)));
                default ->
                    throw ProviderExceptions.untranslatable(
                            path + ".role", role, "system, developer, user, assistant or tool on wire anthropic");
            }
        }
        return new Conversation(system, turns.close());
    }

    private List<JsonNode> assistant(JsonNode message, String path) {
        for (String foreign : List.of("audio", "function_call")) {
            if (JsonFields.field(message, foreign) != null) {
                throw ProviderExceptions.untranslatable(path + "." + foreign, "present", "absent on wire anthropic");
            }
        }
        List<JsonNode> blocks = new ArrayList<>(reasoning.blocks(message));
        blocks.addAll(AnthropicContent.blocks(message, path));
        List<JsonNode> calls = JsonFields.items(message, "tool_calls");
        for (int i = 0; i < calls.size(); i++) {
            JsonNode use = toolUse(ToolCall.of(calls.get(i)), path + ".tool_calls[" + i + "]");
            JsonNode mark = JsonFields.field(calls.get(i), "cache_control");
            blocks.add(JsonFields.buildFrom(use).put("cache_control", mark).node());
        }
        return blocks;
    }

    private JsonNode toolUse(ToolCall call, String path) {
        return JsonFields.build()
                .put("type", "tool_use")
                .put("id", ToolIds.mapped(call.id()))
                .put("name", call.name())
                .put("input", arguments(call, path))
                .node();
    }

    private JsonNode arguments(ToolCall call, String path) {
        if (call.arguments().isBlank()) {
            return JsonFields.EMPTY;
        }
        JsonNode arguments = JsonReader.objectOrNull(call.arguments().getBytes(StandardCharsets.UTF_8));
        if (arguments == null) {
            throw ProviderExceptions.untranslatable(
                    path + ".function.arguments", "no JSON object", "a JSON object on wire anthropic");
        }
        return arguments;
    }

    private static JsonNode toolResult(JsonNode message, String path) {
        return JsonFields.build()
                .put("type", "tool_result")
                .put("tool_use_id", ToolIds.mapped(JsonFields.text(message, "tool_call_id", "")))
                .putIfAny("content", AnthropicContent.blocks(message, path))
                .put("is_error", JsonFields.field(message, "is_error"))
                .put("cache_control", JsonFields.field(message, "cache_control"))
                .node();
    }
}
