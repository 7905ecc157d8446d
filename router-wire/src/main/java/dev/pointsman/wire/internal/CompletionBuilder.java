package dev.pointsman.wire.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.JsonFields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builder of a {@code chat.completion} with one choice, from the pieces of a protocol's answer. Not thread-safe. */
public final class CompletionBuilder {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final List<JsonNode> details = new ArrayList<>();
    private final List<JsonNode> calls = new ArrayList<>();

    /** Creates a builder of an empty answer. */
    public CompletionBuilder() {}

    /**
     * Appends to the answer's text.
     *
     * @param piece a piece; may be empty
     */
    public void text(String piece) {
        text.append(piece);
    }

    /**
     * Appends to the text of a refusal.
     *
     * @param piece a piece; may be empty
     */
    public void refusal(String piece) {
        refusal.append(piece);
    }

    /**
     * Appends to the visible reasoning.
     *
     * @param piece a piece; may be empty
     */
    public void reasoning(String piece) {
        reasoning.append(piece);
    }

    /**
     * Adds a part of the reasoning state.
     *
     * @param detail the part; null adds nothing
     */
    public void detail(@Nullable JsonNode detail) {
        if (detail != null) {
            details.add(detail);
        }
    }

    /**
     * Returns the number of parts of the reasoning state, which is the index of the next one.
     *
     * @return 0 or more
     */
    public int details() {
        return details.size();
    }

    /**
     * Adds a tool call.
     *
     * @param call the call in the form of {@code tool_calls}
     */
    public void call(JsonNode call) {
        calls.add(call);
    }

    /**
     * Returns whether the answer has a tool call.
     *
     * @return true after {@link #call}
     */
    public boolean hasCalls() {
        return !calls.isEmpty();
    }

    /**
     * Builds the answer; without a text its content is null if it has tool calls, and else empty.
     *
     * @param id the answer's id; null if it has none
     * @param created when it was made, in seconds since 1970; null if unknown
     * @param model the model's name; null if unknown
     * @param finishReason the reason of the end, in OpenAI's words
     * @param usage the usage in OpenAI's form; null if unknown
     * @return the answer
     */
    public ChatResponse build(
            @Nullable String id,
            @Nullable JsonNode created,
            @Nullable String model,
            String finishReason,
            @Nullable JsonNode usage) {
        JsonNode choice = JsonFields.build()
                .put("index", 0)
                .put("message", message())
                .put("logprobs", NullNode.getInstance())
                .put("finish_reason", finishReason)
                .node();
        return new ChatResponse(JsonFields.build()
                .put("id", id)
                .put("object", "chat.completion")
                .put("created", created)
                .put("model", model)
                .put("choices", List.of(choice))
                .put("usage", usage)
                .node());
    }

    private JsonNode message() {
        boolean onlyCalls = text.isEmpty() && !calls.isEmpty();
        return JsonFields.build()
                .put("role", "assistant")
                .put("content", onlyCalls ? NullNode.getInstance() : TextNode.valueOf(text.toString()))
                .put("refusal", refusal.isEmpty() ? null : refusal.toString())
                .put("reasoning_content", reasoning.isEmpty() ? null : reasoning.toString())
                .putIfAny("reasoning_details", details)
                .putIfAny("tool_calls", calls)
                .node();
    }
}
