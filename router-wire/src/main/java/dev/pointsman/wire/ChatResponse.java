package dev.pointsman.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.Usage;
import dev.pointsman.state.SizedAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whole answer of a chat model: a JSON object in the format of OpenAI's {@code chat.completion}.
 *
 * <p>The accessors read the first choice. Immutable and thread-safe.
 */
public final class ChatResponse implements SizedAnswer {
    private static final String NEUTRAL = "openai"; // protocol whose form the neutral one is

    private final JsonNode json;
    private final String protocol;
    private final byte[] source;

    /**
     * Creates an answer.
     *
     * @param json an object in the format of {@code chat.completion}; must not be changed afterwards
     */
    public ChatResponse(JsonNode json) {
        this(json, "", new byte[0]);
    }

    private ChatResponse(JsonNode json, String protocol, byte[] source) {
        this.json = json;
        this.protocol = protocol;
        this.source = source;
    }

    /**
     * Returns this answer with the bytes that it was read from.
     *
     * @param name the name of the provider's protocol
     * @param received the answer as received
     * @param bytes the same; must not be changed
     * @return a new answer; where the protocol's form is the neutral one, its bytes have the changes of this one
     */
    public ChatResponse withSource(String name, JsonNode received, byte[] bytes) {
        return new ChatResponse(json, name, name.equals(NEUTRAL) ? JsonEdit.changed(bytes, received, json) : bytes);
    }

    /**
     * Returns this answer with other JSON, as changed here.
     *
     * @param changed an object in the format of {@code chat.completion}
     * @return a new answer, whose bytes change with the JSON if they are of the same form, and are gone otherwise; this one
     *     if the JSON is its own
     */
    @SuppressWarnings("ReferenceEquality") // what is unchanged is the same instance
    public ChatResponse with(JsonNode changed) {
        if (changed == json) {
            return this;
        }
        return protocol.equals(NEUTRAL)
                ? new ChatResponse(changed, protocol, JsonEdit.changed(source, json, changed))
                : new ChatResponse(changed);
    }

    /**
     * Returns whether the client gets the bytes that this answer was read from, whatever {@link #with} changes.
     *
     * @return false for an answer that is translated, or received in the neutral form
     */
    public boolean isAsReceived() {
        return !protocol.isEmpty() && !protocol.equals(NEUTRAL);
    }

    /**
     * Returns the protocol that this answer was read from.
     *
     * @return the provider protocol's name; empty if the answer was made or changed here
     */
    public String protocol() {
        return protocol;
    }

    /**
     * Returns the answer as received.
     *
     * @param name the name of a protocol
     * @return the bytes; null if the answer was read from another protocol, or the client's protocol is another one
     */
    public byte @Nullable [] source(String name) {
        return !protocol.isEmpty() && protocol.equals(name) ? source : null;
    }

    /**
     * Returns the JSON of the answer.
     *
     * @return an object
     */
    public JsonNode json() {
        return json;
    }

    @Override
    public long bytes() {
        return JsonWeight.of(json) + source.length;
    }

    /**
     * Returns the text of the answer.
     *
     * @return the text; empty when it only called tools
     */
    public String text() {
        return JsonFields.text(message(), "content", "");
    }

    /**
     * Returns the finish reason: {@code stop}, {@code length}, {@code tool_calls}, {@code content_filter} or a
     * provider-specific value.
     *
     * @return the reason; empty when the provider gave none
     */
    public String finishReason() {
        return JsonFields.text(choice(), "finish_reason", "");
    }

    /**
     * Returns the tool calls.
     *
     * @return the calls; empty when there are none
     */
    public List<ToolCall> toolCalls() {
        return JsonFields.items(message(), "tool_calls").stream()
                .map(ToolCall::of)
                .toList();
    }

    /**
     * Returns the token usage.
     *
     * @return the usage; {@link Usage#UNKNOWN} when the provider did not count
     */
    public Usage usage() {
        return OpenAiUsage.in(json);
    }

    /**
     * Returns the provider's name for the model.
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

    /** Returns the model and the finish reason, without the content. */
    @Override
    public String toString() {
        return "ChatResponse[model=" + model() + ", finishReason=" + finishReason() + "]";
    }
}
