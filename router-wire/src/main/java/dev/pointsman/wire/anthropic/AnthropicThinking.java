package dev.pointsman.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether thinking is enabled for a turn. With a thinking budget Anthropic requires the signed reasoning before
 * the last tool calls and refuses the conversation without it; if another model made those calls, or the client has not
 * kept the reasoning, the tool loop continues without thinking.
 */
final class AnthropicThinking {
    private AnthropicThinking() {}

    static @Nullable JsonNode of(JsonNode request, List<JsonNode> turns) {
        return isReset(request, turns) ? null : asked(request);
    }

    /** Returns whether a turn has to do without the thinking budget that was asked for. */
    static boolean isReset(JsonNode request, List<JsonNode> turns) {
        return JsonFields.text(asked(request), "type", "").equals("enabled") && isLoopWithoutReasoning(turns);
    }

    private static @Nullable JsonNode asked(JsonNode request) {
        JsonNode own = JsonFields.field(request, "thinking");
        return own == null ? settings(JsonFields.object(request, "reasoning")) : own;
    }

    /** Returns the settings of the neutral form; null if they name neither a budget nor a switch. */
    private static @Nullable JsonNode settings(JsonNode reasoning) {
        int budget = JsonFields.count(reasoning, "max_tokens");
        JsonNode enabled = JsonFields.field(reasoning, "enabled");
        if (budget > 0) {
            return typed("enabled").put("budget_tokens", budget).node();
        }
        return enabled == null
                ? null
                : typed(enabled.booleanValue() ? "adaptive" : "disabled").node();
    }

    private static JsonFields.ObjectBuilder typed(String type) {
        return JsonFields.build().put("type", type);
    }

    private static boolean isLoopWithoutReasoning(List<JsonNode> turns) {
        int last = turns.size() - 1;
        if (last < 1 || !has(turns.get(last), "tool_result")) {
            return false;
        }
        JsonNode calling = turns.get(last - 1);
        String first = type(JsonFields.items(calling, "content").get(0));
        return has(calling, "tool_use") && !first.equals("thinking") && !first.equals("redacted_thinking");
    }

    private static boolean has(JsonNode turn, String type) {
        return JsonFields.items(turn, "content").stream()
                .anyMatch(block -> type(block).equals(type));
    }

    private static String type(JsonNode block) {
        return JsonFields.text(block, "type", "");
    }
}
