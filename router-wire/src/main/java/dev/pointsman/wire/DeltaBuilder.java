package dev.pointsman.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rebuilds chunks of an answer of one choice with other text. */
public final class DeltaBuilder {
    private static final Set<String> REASONING_FIELDS = Set.of("reasoning_content", "reasoning", "reasoning_details");

    private static final List<String> ANSWER_FIELDS =
            List.of("content", "refusal", "tool_calls", "function_call", "audio");

    private DeltaBuilder() {}

    /**
     * Returns whether a delta has a part of the answer itself: text, refusal, audio or tool call.
     *
     * @param delta the delta of a choice, or a whole message
     * @return false for reasoning alone
     */
    public static boolean isAnswer(JsonNode delta) {
        return ANSWER_FIELDS.stream().anyMatch(name -> ChatChunk.saysSomething(JsonFields.field(delta, name)));
    }

    /**
     * Returns whether a delta has a part of the reasoning before an answer.
     *
     * @param delta the delta of a choice
     * @return true if one of the fields for reasoning is not empty
     */
    public static boolean isReasoning(JsonNode delta) {
        return REASONING_FIELDS.stream().anyMatch(name -> ChatChunk.saysSomething(JsonFields.field(delta, name)));
    }

    /**
     * Returns whether a field of a delta has content besides text.
     *
     * @param field name and value
     * @return true for tool calls, refusals, audio and unknown content
     */
    public static boolean isMore(Map.Entry<String, JsonNode> field) {
        String name = field.getKey();
        return !name.equals("role")
                && !(name.equals("content") && field.getValue().isTextual())
                && ChatChunk.saysSomething(field.getValue());
    }

    /**
     * Returns whether a chunk ends the text of an answer: by a finish reason, or because other content follows.
     *
     * @param chunk the chunk
     * @return true if no more text is expected
     */
    public static boolean endsText(ChatChunk chunk) {
        return !chunk.finishReason().isEmpty()
                || JsonFields.fields(chunk.delta()).entrySet().stream()
                        .anyMatch(field -> isMore(field) && !REASONING_FIELDS.contains(field.getKey()));
    }

    /** Returns a chunk of text with other text. */
    static ChatChunk withText(ChatChunk chunk, String text) {
        ChatChunk changed = goingOn(chunk, text);
        return changed == null ? chunk : changed;
    }

    /**
     * Returns the chunk as a part of an answer that has begun before: with other text, and without role and reasoning;
     * null if nothing is left of it.
     *
     * @param chunk the chunk
     * @param text its text now
     * @return the changed chunk; null if nothing is left of it
     */
    public static @Nullable ChatChunk goingOn(ChatChunk chunk, String text) {
        List<JsonNode> choices = JsonFields.items(chunk.json(), "choices");
        if (choices.isEmpty()) {
            return chunk;
        }
        if (text.isEmpty() && !endsText(chunk)) {
            return null;
        }
        Map<String, JsonNode> delta = JsonFields.fields(chunk.delta());
        delta.keySet().removeAll(REASONING_FIELDS);
        delta.remove("role");
        delta.remove("content");
        if (!text.isEmpty()) {
            delta.put("content", TextNode.valueOf(text));
        }
        Map<String, JsonNode> choice = JsonFields.fields(choices.get(0));
        choice.put("delta", JsonFields.objectOf(delta));
        if (!text.equals(chunk.text())) {
            choice.remove("logprobs"); // they belong to the replaced text
        }
        return new ChatChunk(JsonFields.buildFrom(chunk.json())
                .put("choices", List.of(JsonFields.objectOf(choice)))
                .node());
    }
}
