package dev.pointsman.wire.bedrock;

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
import java.util.List;

/** Conversation in Converse's form: system messages apart, adjacent messages of one role merged. Not thread-safe. */
final class BedrockTurns {
    private final List<JsonNode> system = new ArrayList<>();
    private final MergedTurns turns = new MergedTurns("content");
    private final ReasoningState reasoning;
    private final BedrockContent content;
    private boolean calls;

    BedrockTurns(ReasoningState reasoning, BedrockContent content) {
        this.reasoning = reasoning;
        this.content = content;
    }

    List<JsonNode> system() {
        return system;
    }

    List<JsonNode> all() {
        return turns.all();
    }

    boolean hasCalls() {
        return calls;
    }

    void add(List<JsonNode> given) {
        List<JsonNode> messages = ToolPairs.repaired(given);
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.get(i);
            String path = "messages[" + i + "]";
            String said = JsonFields.text(message, "role", "");
            switch (said) {
                case "system", "developer" -> system.addAll(content.blocks(message, path));
                case "user" -> turns.add("user", content.blocks(message, path));
                case "assistant" -> turns.add("assistant", assistant(message, path));
                case "tool" -> turns.add("user", List.of(toolResult(message, path)));
                default ->
                    throw ProviderExceptions.untranslatable(
                            path + ".role", said, "system, developer, user, assistant or tool on wire bedrock");
            }
        }
        turns.changeLast("assistant", BedrockTurns::trimmed);
    }

    /** Removes white space at the end of the beginning of an answer, which Claude refuses. */
    private static JsonNode trimmed(JsonNode block) {
        String text = JsonFields.text(block, "text");
        return text == null
                ? block
                : JsonFields.build().put("text", text.stripTrailing()).node();
    }

    private List<JsonNode> assistant(JsonNode message, String path) {
        for (String foreign : List.of("audio", "function_call")) {
            if (JsonFields.field(message, foreign) != null) {
                throw ProviderExceptions.untranslatable(path + "." + foreign, "present", "absent on wire bedrock");
            }
        }
        List<JsonNode> said = new ArrayList<>();
        reasoning.blocks(message).forEach(block -> said.add(BedrockReasoning.toBlock(block)));
        said.addAll(content.blocks(message, path));
        List<JsonNode> from = JsonFields.items(message, "tool_calls");
        for (int i = 0; i < from.size(); i++) {
            said.add(toolUse(ToolCall.of(from.get(i)), path + ".tool_calls[" + i + "]"));
        }
        calls |= !from.isEmpty();
        return said;
    }

    private static JsonNode toolUse(ToolCall call, String path) {
        JsonNode input = call.arguments().isBlank()
                ? JsonFields.EMPTY
                : JsonReader.objectOrNull(call.arguments().getBytes(StandardCharsets.UTF_8));
        if (input == null) {
            throw ProviderExceptions.untranslatable(
                    path + ".function.arguments", "no JSON object", "a JSON object on wire bedrock");
        }
        JsonNode use = JsonFields.build()
                .put("toolUseId", BedrockToolIds.fitted(call.id()))
                .put("name", call.name())
                .put("input", input)
                .node();
        return JsonFields.build().put("toolUse", use).node();
    }

    private JsonNode toolResult(JsonNode message, String path) {
        calls = true;
        List<JsonNode> said = content.blocks(message, path);
        said.removeIf(block -> JsonFields.field(block, "cachePoint") != null); // not allowed inside a result
        JsonNode nothing = JsonFields.build().put("text", "(no output)").node();
        JsonNode result = JsonFields.build()
                .put("toolUseId", BedrockToolIds.fitted(JsonFields.text(message, "tool_call_id", "")))
                .put("content", said.isEmpty() ? List.of(nothing) : said)
                .node();
        return JsonFields.build().put("toolResult", result).node();
    }
}
