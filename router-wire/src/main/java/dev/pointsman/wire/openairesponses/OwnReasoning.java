package dev.pointsman.wire.openairesponses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Items of an input with the encrypted reasoning of one provider alone. */
final class OwnReasoning {
    private static final String STATE = "encrypted_content";
    private static final Set<String> INPUTS = Set.of("function_call_output", "custom_tool_call_output");

    /** Ids of items that the answer of another protocol was translated to; none for a provider to look up. */
    private static final Pattern MADE_HERE = Pattern.compile("|rs_[0-9a-f]{32}_\\d+");

    private final ReasoningState origin;

    OwnReasoning(ReasoningState origin) {
        this.origin = origin;
    }

    /**
     * Returns the items with reasoning as the provider made it; that of others is left out. The ids of the items behind
     * it are then left out too, as the provider asks for the reasoning of items that it knows.
     *
     * @param with false to leave all reasoning out
     * @return items that do not change are the same instances
     */
    List<JsonNode> of(List<JsonNode> items, boolean with) {
        List<JsonNode> own = new ArrayList<>(items.size());
        boolean left = false;
        for (JsonNode item : items) {
            if (!JsonFields.text(item, "type", "").equals("reasoning")) {
                left &= isOutput(item);
                own.add(left ? JsonFields.buildFrom(item).remove("id").node() : item);
                continue;
            }
            JsonNode kept = with ? unwrapped(item) : null;
            left = kept == null;
            if (kept != null) {
                own.add(kept);
            }
        }
        return own;
    }

    private static boolean isOutput(JsonNode item) {
        String role = JsonFields.text(item, "role", "assistant");
        return role.equals("assistant") && !INPUTS.contains(JsonFields.text(item, "type", ""));
    }

    /** Returns the item with the state in it; null if it was made elsewhere, or here of another protocol's answer. */
    private @Nullable JsonNode unwrapped(JsonNode item) {
        String state = JsonFields.text(item, STATE);
        if (state == null) {
            return MADE_HERE.matcher(JsonFields.text(item, "id", "")).matches() ? null : item;
        }
        if (!state.startsWith("pointsman")) {
            return item; // never wrapped: from a session that began without this router
        }
        String own = origin.unwrapped(state);
        return own == null ? null : JsonFields.buildFrom(item).put(STATE, own).node();
    }
}
