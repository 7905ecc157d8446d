package dev.pointsman.wire.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.internal.JsonTypes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Translates what only Claude takes: {@code thinking}, and {@code top_k}. A tool loop that comes without signed
 * reasoning continues without a thinking budget, as it would be refused.
 */
final class BedrockThinking {
    private BedrockThinking() {}

    static JsonNode fields(JsonNode request, BedrockFamily family, List<JsonNode> turns) {
        JsonNode topK = JsonFields.field(request, "top_k");
        JsonNode thinking = thinking(request);
        if (!family.claude()) {
            refuse("top_k", topK);
            refuse(JsonFields.field(request, "thinking") == null ? "reasoning.max_tokens" : "thinking", thinking);
            return JsonFields.EMPTY;
        }
        return JsonFields.build()
                .put("top_k", topK)
                .put("thinking", isReset(request, turns) ? null : thinking)
                .node();
    }

    /** Returns whether a turn has to do without the thinking budget that was asked for. */
    static boolean isReset(JsonNode request, List<JsonNode> turns) {
        return JsonFields.text(thinking(request), "type", "").equals("enabled") && isLoopWithoutReasoning(turns);
    }

    private static void refuse(String name, @Nullable JsonNode value) {
        if (value != null) {
            throw ProviderExceptions.untranslatable(
                    name, JsonTypes.of(value), "absent for a model that is not Claude on wire bedrock");
        }
    }

    private static @Nullable JsonNode thinking(JsonNode request) {
        JsonNode thinking = JsonFields.field(request, "thinking");
        int budget = JsonFields.count(JsonFields.object(request, "reasoning"), "max_tokens");
        return thinking != null || budget == 0
                ? thinking
                : JsonFields.build()
                        .put("type", "enabled")
                        .put("budget_tokens", budget)
                        .node();
    }

    private static boolean isLoopWithoutReasoning(List<JsonNode> turns) {
        int last = turns.size() - 1;
        if (last < 1 || !has(turns.get(last), "toolResult")) {
            return false;
        }
        JsonNode calling = turns.get(last - 1);
        return has(calling, "toolUse")
                && JsonFields.field(JsonFields.items(calling, "content").get(0), "reasoningContent") == null;
    }

    private static boolean has(JsonNode turn, String block) {
        return JsonFields.items(turn, "content").stream().anyMatch(each -> JsonFields.field(each, block) != null);
    }
}
