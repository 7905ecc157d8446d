package dev.pointsman.micronaut.chat;

import dev.pointsman.model.Usage;
import dev.pointsman.router.SizedAnswer;
import io.micronaut.json.tree.JsonNode;
import java.util.List;

/**
 * A whole answer of a chat model: a JSON object in the shape of OpenAI's {@code chat.completion}.
 *
 * <p>The accessors look at the first choice. Immutable and safe for all threads.
 */
public final class ChatResponse implements SizedAnswer {
    private final JsonNode json;

    ChatResponse(JsonNode json) {
        this.json = json;
    }

    /**
     * The answer as it is.
     *
     * @return an object
     */
    public JsonNode json() {
        return json;
    }

    @Override
    public long bytes() {
        return JsonWeight.of(json);
    }

    /**
     * What the model said.
     *
     * @return the text; empty when it only called tools
     */
    public String text() {
        return JsonFields.text(message(), "content", "");
    }

    /**
     * Why the answer ended: {@code stop}, {@code length}, {@code tool_calls}, {@code content_filter} or a word of the
     * provider's own.
     *
     * @return the reason; empty when the provider gave none
     */
    public String finishReason() {
        return JsonFields.text(choice(), "finish_reason", "");
    }

    /**
     * The functions that the model wants called.
     *
     * @return the calls; empty when there are none
     */
    public List<ToolCall> toolCalls() {
        return JsonFields.items(message(), "tool_calls").stream()
                .map(ToolCall::of)
                .toList();
    }

    /**
     * The tokens the answer took.
     *
     * @return the usage; {@link Usage#UNKNOWN} when the provider did not count
     */
    public Usage usage() {
        return OpenAiUsage.in(json);
    }

    /**
     * The model that answered, as the provider names it.
     *
     * @return the name; empty when the provider gave none
     */
    public String model() {
        return JsonFields.text(json, "model", "");
    }

    JsonNode message() {
        return JsonFields.object(choice(), "message");
    }

    private JsonNode choice() {
        List<JsonNode> choices = JsonFields.items(json, "choices");
        return choices.isEmpty() ? JsonFields.EMPTY : choices.get(0);
    }

    /** The model and the finish reason; what was said stays private. */
    @Override
    public String toString() {
        return "ChatResponse[model=" + model() + ", finishReason=" + finishReason() + "]";
    }
}
