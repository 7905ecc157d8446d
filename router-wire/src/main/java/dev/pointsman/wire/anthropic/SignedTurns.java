package dev.pointsman.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.util.ArrayList;
import java.util.List;

/** Turns of a conversation in Anthropic's form with the reasoning of one provider alone. */
final class SignedTurns {
    private SignedTurns() {}

    /**
     * Returns the turns with reasoning as the provider signed it; that of other providers is left out.
     *
     * @param with false to leave all reasoning out
     * @return the same list if nothing changes; turns that do not change are the same instances
     */
    static List<JsonNode> of(List<JsonNode> turns, ReasoningState reasoning, boolean with) {
        List<JsonNode> signed = new ArrayList<>();
        boolean changed = false;
        for (JsonNode turn : turns) {
            List<JsonNode> blocks = JsonFields.items(turn, "content");
            List<JsonNode> kept = blocks(blocks, reasoning, with);
            boolean same = kept.equals(blocks);
            changed |= !same;
            if (same) {
                signed.add(turn);
            } else if (!kept.isEmpty()) {
                signed.add(JsonFields.buildFrom(turn).put("content", kept).node());
            }
        }
        return changed ? signed : turns;
    }

    private static List<JsonNode> blocks(List<JsonNode> blocks, ReasoningState reasoning, boolean with) {
        List<JsonNode> kept = new ArrayList<>();
        for (JsonNode block : blocks) {
            String type = JsonFields.text(block, "type", "");
            boolean reasoned = type.equals("thinking") || type.equals("redacted_thinking");
            JsonNode own = !reasoned ? block : with ? reasoning.signed(block) : null;
            if (own != null) {
                kept.add(own);
            }
        }
        return kept;
    }
}
