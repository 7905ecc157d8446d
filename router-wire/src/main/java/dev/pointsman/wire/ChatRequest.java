package dev.pointsman.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Request to a chat model: a JSON object in the format of OpenAI's chat completions.
 *
 * <p>Only fields read by the router are checked. Other fields are sent unchanged to providers of the OpenAI protocol;
 * the translation to another protocol rejects unknown fields by name. The fields {@code model}, {@code stream} and
 * {@code stream_options} are set by the client: values of the request are replaced. Immutable and thread-safe.
 */
public final class ChatRequest {
    private final JsonNode json;

    private ChatRequest(JsonNode json) {
        this.json = json;
    }

    /**
     * Creates a request from a JSON object.
     *
     * @param json the object
     * @return the request
     * @throws IllegalArgumentException if it is not an object, has no messages, or a field that the router reads is of
     *     the wrong type; the message names the field
     */
    public static ChatRequest of(@Nullable JsonNode json) {
        return new ChatRequest(ChatRequestChecks.check(json));
    }

    /**
     * Creates a request with one user message.
     *
     * @param text the user's text
     * @return the request
     */
    public static ChatRequest user(String text) {
        return builder().user(text).build();
    }

    /**
     * Returns a builder of requests.
     *
     * @return a new builder without messages
     */
    public static ChatRequestBuilder builder() {
        return new ChatRequestBuilder(Map.of());
    }

    /**
     * Returns a builder with the fields and messages of this request.
     *
     * @return a new builder
     */
    public ChatRequestBuilder toBuilder() {
        return new ChatRequestBuilder(JsonFields.fields(json));
    }

    /**
     * Returns the JSON of the request.
     *
     * @return an object
     */
    public JsonNode json() {
        return json;
    }

    /**
     * Returns the messages of the conversation.
     *
     * @return the messages, at least one
     */
    public List<JsonNode> messages() {
        return JsonFields.items(json, "messages");
    }

    /**
     * Returns the model named by the request.
     *
     * @return the name; null when it names none
     */
    public @Nullable String model() {
        return JsonFields.text(json, "model");
    }

    /**
     * Returns whether the request asks for a stream.
     *
     * @return true if its field {@code stream} is true; has no effect on the client's methods
     */
    public boolean stream() {
        return JsonFields.isTrue(json, "stream");
    }

    /**
     * Returns the token limit of the answer.
     *
     * @return tokens, from {@code max_completion_tokens} or {@code max_tokens}; 0 when not limited
     */
    public int maxTokens() {
        int limit = JsonFields.count(json, "max_completion_tokens");
        return limit > 0 ? limit : JsonFields.count(json, "max_tokens");
    }

    /**
     * Returns the number of requested choices.
     *
     * @return at least 1
     */
    public int choices() {
        return Math.max(1, JsonFields.count(json, "n"));
    }

    /**
     * Returns this request with the beginning of the answer as the assistant's last message.
     *
     * @param text the beginning
     * @return a new request
     */
    public ChatRequest answeredSoFar(String text) {
        List<JsonNode> messages = messages();
        JsonNode last = messages.get(messages.size() - 1);
        String own = JsonFields.text(last, "content");
        if (own != null && JsonFields.text(last, "role", "").equals("assistant")) {
            messages.set(
                    messages.size() - 1,
                    JsonFields.buildFrom(last).put("content", own + text).node());
        } else {
            messages.add(JsonFields.build()
                    .put("role", "assistant")
                    .put("content", text)
                    .node());
        }
        return of(JsonFields.buildFrom(json).put("messages", messages).node());
    }

    /** Returns the number of messages, without their content. */
    @Override
    public String toString() {
        return "ChatRequest[" + messages().size() + " messages]";
    }
}
