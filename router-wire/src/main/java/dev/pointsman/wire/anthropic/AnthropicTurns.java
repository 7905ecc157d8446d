package dev.pointsman.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import java.util.ArrayList;
import java.util.List;

/** Turns of a conversation in Anthropic's form: adjacent messages of one role merged, none empty. Not thread-safe. */
final class AnthropicTurns {
    private final List<JsonNode> turns = new ArrayList<>();
    private final List<JsonNode> blocks = new ArrayList<>();
    private String role = "";

    void add(String nextRole, List<JsonNode> nextBlocks) {
        if (nextBlocks.isEmpty()) {
            return; // does not separate turns
        }
        if (!nextRole.equals(role)) {
            closeTurn();
            role = nextRole;
        }
        blocks.addAll(nextBlocks);
    }

    /** Returns all turns; trailing white space is removed if the last turn is the beginning of an answer. */
    List<JsonNode> close() {
        if (role.equals("assistant")) {
            trimEnd();
        }
        closeTurn();
        return turns;
    }

    private void trimEnd() {
        int last = blocks.size() - 1;
        JsonNode block = blocks.get(last);
        String text = JsonFields.text(block, "text");
        if (text != null) {
            blocks.set(
                    last,
                    JsonFields.buildFrom(block)
                            .put("text", text.stripTrailing())
                            .node());
        }
    }

    private void closeTurn() {
        if (!blocks.isEmpty()) {
            turns.add(
                    JsonFields.build().put("role", role).put("content", blocks).node());
            blocks.clear();
        }
    }
}
