package dev.pointsman.micronaut.cache.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.JsonFields;
import java.util.List;
import java.util.Set;

/**
 * Rule for answers that may be used again: those that ended by themselves, all choices of them, and that one model gave.
 * Answers that were cut, filtered or reached their limit of tokens are not.
 */
final class ReusableAnswers {
    private static final String CHOICES = "choices";
    private static final String REASON = "finish_reason";
    private static final String RESUMED = "pointsman"; // mark of an answer that another model completed

    private static final Set<String> ENDED = Set.of("stop", "tool_calls", "function_call");

    private ReusableAnswers() {}

    static boolean includes(ChatResponse answer, int choices) {
        List<JsonNode> given = JsonFields.items(answer.json(), CHOICES);
        return given.size() >= choices
                && given.stream().allMatch(choice -> ENDED.contains(JsonFields.text(choice, REASON, "")));
    }

    static boolean includes(List<ChatChunk> chunks, int choices) {
        int ended = 0;
        for (ChatChunk chunk : chunks) {
            if (chunk.isText()) {
                continue;
            }
            if (JsonFields.field(chunk.json(), RESUMED) != null) {
                return false;
            }
            for (JsonNode choice : JsonFields.items(chunk.json(), CHOICES)) {
                String reason = JsonFields.text(choice, REASON, "");
                if (!reason.isEmpty() && !ENDED.contains(reason)) {
                    return false;
                }
                ended += reason.isEmpty() ? 0 : 1;
            }
        }
        return ended >= choices;
    }
}
