package dev.pointsman.micronaut.chat;

import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes the chunks of an answer of one choice apart and puts them together with other text. */
final class DeltaBuilder {
    private static final Set<String> THOUGHTS = Set.of("reasoning_content", "reasoning", "reasoning_details");

    private static final List<String> ANSWER = List.of("content", "refusal", "tool_calls", "function_call", "audio");

    private DeltaBuilder() {}

    /** Whether a delta says some of the answer itself: text, a refusal, sound or the call of a tool. */
    static boolean isAnswer(JsonNode delta) {
        return ANSWER.stream().anyMatch(name -> ChatChunk.saysSomething(JsonFields.field(delta, name)));
    }

    /** Whether a delta says some of the reasoning before an answer. */
    static boolean isReasoning(JsonNode delta) {
        return THOUGHTS.stream().anyMatch(name -> ChatChunk.saysSomething(JsonFields.field(delta, name)));
    }

    /** Whether a field of a delta says something besides text. */
    static boolean isMore(Map.Entry<String, JsonNode> field) {
        String name = field.getKey();
        return !name.equals("role")
                && !(name.equals("content") && field.getValue().isString())
                && ChatChunk.saysSomething(field.getValue());
    }

    /** Whether a chunk ends the text of an answer: by its reason, or because something else follows. */
    static boolean endsText(ChatChunk chunk) {
        return !chunk.finishReason().isEmpty()
                || JsonFields.fields(chunk.delta()).entrySet().stream()
                        .anyMatch(field -> isMore(field) && !THOUGHTS.contains(field.getKey()));
    }

    /**
     * The chunk as a part of an answer that has begun before: with other text, without a role, and without thoughts,
     * which belong before the answer. Null when nothing is left of it.
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
        delta.keySet().removeAll(THOUGHTS);
        delta.remove("role");
        delta.remove("content");
        if (!text.isEmpty()) {
            delta.put("content", JsonNode.createStringNode(text));
        }
        Map<String, JsonNode> choice = JsonFields.fields(choices.get(0));
        choice.put("delta", JsonNode.createObjectNode(delta));
        if (!text.equals(chunk.text())) {
            choice.remove("logprobs"); // those of another text
        }
        return new ChatChunk(JsonFields.buildFrom(chunk.json())
                .put("choices", List.of(JsonNode.createObjectNode(choice)))
                .node());
    }
}
