package dev.pointsman.wire.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Turns of a conversation in which adjacent messages of one role are merged into one turn. Not thread-safe. */
public final class MergedTurns {
    private final String field;
    private final List<JsonNode> turns = new ArrayList<>();
    private final List<JsonNode> open = new ArrayList<>();
    private String role = "";

    /**
     * Creates a conversation without turns.
     *
     * @param field the field of a turn that holds its content
     */
    public MergedTurns(String field) {
        this.field = field;
    }

    /**
     * Adds the content of a message.
     *
     * @param nextRole the role in the protocol's words
     * @param content pieces of content; a message without any does not separate turns
     */
    public void add(String nextRole, List<JsonNode> content) {
        if (content.isEmpty()) {
            return;
        }
        if (!nextRole.equals(role)) {
            close();
            role = nextRole;
        }
        open.addAll(content);
    }

    /**
     * Replaces the last piece of content if the last turn is of a role.
     *
     * @param lastRole the role
     * @param change the change of the last piece
     */
    public void changeLast(String lastRole, UnaryOperator<JsonNode> change) {
        if (!open.isEmpty() && role.equals(lastRole)) {
            open.set(open.size() - 1, change.apply(open.get(open.size() - 1)));
        }
    }

    /**
     * Returns the turns, of which the last is then closed.
     *
     * @return objects with the fields {@code role} and that of the content
     */
    public List<JsonNode> all() {
        close();
        return turns;
    }

    private void close() {
        if (!open.isEmpty()) {
            turns.add(JsonFields.build().put("role", role).put(field, open).node());
            open.clear();
        }
    }
}
