package dev.pointsman.micronaut.chat;

import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rebuilds chunks of an answer of one choice with other text. */
final class DeltaBuilder {
    private static final Set<String> REASONING_FIELDS = Set.of("reasoning_content", "reasoning", "reasoning_details");

    private static final List<String> ANSWER_FIELDS =
            List.of("content", "refusal", "tool_calls", "function_call", "audio");

    private DeltaBuilder() {}

    /** Returns whether a delta has a part of the answer itself: text, refusal, audio or tool call. */
    static boolean isAnswer(JsonNode delta) {
        return ANSWER_FIELDS.stream().anyMatch(name -> ChatChunk.saysSomething(JsonFields.field(delta, name)));
    }

    /** Returns whether a delta has a part of the reasoning before an answer. */
    static boolean isReasoning(JsonNode delta) {
        return REASONING_FIELDS.stream().anyMatch(name -> ChatChunk.saysSomething(JsonFields.field(delta, name)));
    }

    /** Returns whether a field of a delta has content besides text. */
    static boolean isMore(Map.Entry<String, JsonNode> field) {
        String name = field.getKey();
        return !name.equals("role")
                && !(name.equals("content") && field.getValue().isString())
                && ChatChunk.saysSomething(field.getValue());
    }

    /** Returns whether a chunk ends the text of an answer: by a finish reason, or because other content follows. */
    static boolean endsText(ChatChunk chunk) {
        return !chunk.finishReason().isEmpty()
                || JsonFields.fields(chunk.delta()).entrySet().stream()
                        .anyMatch(field -> isMore(field) && !REASONING_FIELDS.contains(field.getKey()));
    }

    /**
     * Returns the chunk as a part of an answer that has begun before: with other text, and without role and reasoning;
     * null if nothing is left of it.
     */
    static @Nullable ChatChunk goingOn(ChatChunk chunk, String text) {
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
            delta.put("content", JsonNode.createStringNode(text));
        }
        Map<String, JsonNode> choice = JsonFields.fields(choices.get(0));
        choice.put("delta", JsonNode.createObjectNode(delta));
        if (!text.equals(chunk.text())) {
            choice.remove("logprobs"); // they belong to the replaced text
        }
        return new ChatChunk(JsonFields.buildFrom(chunk.json())
                .put("choices", List.of(JsonNode.createObjectNode(choice)))
                .node());
    }
}
