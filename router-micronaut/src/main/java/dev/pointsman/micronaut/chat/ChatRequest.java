package dev.pointsman.micronaut.chat;

import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a chat model: a JSON object in the shape of OpenAI's chat completions.
 *
 * <p>Only what the router itself reads is checked. Other fields go untouched to providers of the OpenAI wire; the
 * translation to another wire refuses by name what it does not know. The fields {@code model}, {@code stream} and
 * {@code stream_options} are the client's to set: values of the request are replaced. Immutable and safe for all
 * threads.
 */
public final class ChatRequest {
    private final JsonNode json;

    private ChatRequest(JsonNode json) {
        this.json = json;
    }

    /**
     * The request that a JSON object holds.
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
     * A request of one user message.
     *
     * @param text what the user says
     * @return the request
     */
    public static ChatRequest user(String text) {
        return builder().user(text).build();
    }

    /**
     * A builder of requests.
     *
     * @return a new builder without messages
     */
    public static ChatRequestBuilder builder() {
        return new ChatRequestBuilder(Map.of());
    }

    /**
     * A builder with the fields and messages of this request.
     *
     * @return a new builder
     */
    public ChatRequestBuilder toBuilder() {
        return new ChatRequestBuilder(JsonFields.fields(json));
    }

    /**
     * The request as it is.
     *
     * @return an object
     */
    public JsonNode json() {
        return json;
    }

    /**
     * The conversation so far.
     *
     * @return the messages, at least one
     */
    public List<JsonNode> messages() {
        return JsonFields.items(json, "messages");
    }

    /**
     * What the request itself calls the model.
     *
     * @return the name; null when it names none
     */
    public @Nullable String model() {
        return JsonFields.text(json, "model");
    }

    /**
     * Whether the request asks for a stream.
     *
     * @return true if its field {@code stream} is true; which of the client's methods is called decides what happens
     */
    public boolean stream() {
        return JsonFields.isTrue(json, "stream");
    }

    /**
     * The most tokens the answer may have.
     *
     * @return tokens, from {@code max_completion_tokens} or {@code max_tokens}; 0 when not limited
     */
    public int maxTokens() {
        int limit = JsonFields.count(json, "max_completion_tokens");
        return limit > 0 ? limit : JsonFields.count(json, "max_tokens");
    }

    /** How many answers are asked for at once; at least 1. */
    int choices() {
        return Math.max(1, JsonFields.count(json, "n"));
    }

    /** This request with the beginning of the answer as the assistant's last message. */
    ChatRequest answeredSoFar(String text) {
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

    /** How many messages there are; what they say stays private. */
    @Override
    public String toString() {
        return "ChatRequest[" + messages().size() + " messages]";
    }
}
