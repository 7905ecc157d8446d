package dev.pointsman.wire.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Repair of tool calls and results that lack their counterpart, as in a conversation that a client has shortened:
 * providers refuse them.
 *
 * <p>A result whose call is not in the assistant's turn before it becomes a text of the user; a call without a result
 * gets one that says so; results stand directly behind their calls.
 */
public final class ToolPairs {
    private static final String NO_RESULT = "(no result)";

    private ToolPairs() {}

    /**
     * Returns a conversation in which each call has its result.
     *
     * @param messages messages of the neutral form
     * @return the same list if nothing is to be repaired
     */
    public static List<JsonNode> repaired(List<JsonNode> messages) {
        List<JsonNode> repaired = new ArrayList<>(messages.size());
        for (int i = 0; i < messages.size(); ) {
            JsonNode message = messages.get(i++);
            boolean calling = is(message, "assistant");
            List<String> calls = calling ? ids(message) : List.of();
            int end = i;
            while (end < messages.size() && !is(messages.get(end), "assistant")) {
                end++;
            }
            if (!calling) {
                i--;
            } else {
                repaired.add(message);
            }
            answer(calls, messages.subList(i, end), repaired);
            i = end;
        }
        return repaired.equals(messages) ? messages : repaired;
    }

    /** Adds the results of calls, then the other messages up to the next turn of the assistant. */
    private static void answer(List<String> calls, List<JsonNode> following, List<JsonNode> to) {
        Map<String, JsonNode> results = new LinkedHashMap<>();
        List<JsonNode> others = new ArrayList<>();
        for (JsonNode message : following) {
            String id = JsonFields.text(message, "tool_call_id", "");
            if (!is(message, "tool")) {
                others.add(message);
            } else if (!calls.contains(id) || results.putIfAbsent(id, message) != null) {
                others.add(JsonFields.build()
                        .put("role", "user")
                        .put("content", JsonFields.field(message, "content"))
                        .node());
            }
        }
        to.addAll(results.values());
        for (String id : calls) {
            if (!results.containsKey(id)) {
                to.add(JsonFields.build()
                        .put("role", "tool")
                        .put("tool_call_id", id)
                        .put("content", NO_RESULT)
                        .node());
            }
        }
        to.addAll(others);
    }

    private static List<String> ids(JsonNode message) {
        return JsonFields.items(message, "tool_calls").stream()
                .map(call -> JsonFields.text(call, "id", ""))
                .toList();
    }

    private static boolean is(JsonNode message, String role) {
        return JsonFields.text(message, "role", "").equals(role);
    }
}
