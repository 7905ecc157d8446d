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
    private static final String REASONING = "reasoning_details";

    private final JsonNode json;
    private final @Nullable Origin origin;

    private ChatRequest(JsonNode json, @Nullable Origin origin) {
        this.json = json;
        this.origin = origin;
    }

    /** The source of a translated request. */
    private record Origin(
            SourceRequest source, JsonNode translated, List<String> lost, boolean reasoning, String answered) {

        Origin withoutReasoning(JsonNode json) {
            return new Origin(source, json, lost, false, answered);
        }

        Origin answered(JsonNode json, String text) {
            return new Origin(source, json, lost, reasoning, text);
        }
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
        return new ChatRequest(ChatRequestChecks.check(json), null);
    }

    /**
     * Creates a request from one of a client's protocol.
     *
     * @param json its translation to the neutral form
     * @param source the request as it was sent
     * @param lost paths of the source's fields that the neutral form cannot express, so that only a provider of the same
     *     protocol can serve the request
     * @return the request
     * @throws IllegalArgumentException as {@link #of(JsonNode)}
     */
    public static ChatRequest of(@Nullable JsonNode json, SourceRequest source, List<String> lost) {
        JsonNode checked = ChatRequestChecks.check(json);
        return new ChatRequest(checked, new Origin(source, checked, List.copyOf(lost), true, ""));
    }

    /**
     * Returns a request with other fields and the same source.
     *
     * @param changed the JSON; fields that are not changed must be the same instances
     * @return a new request
     * @throws IllegalArgumentException as {@link #of(JsonNode)}
     */
    public ChatRequest with(JsonNode changed) {
        return new ChatRequest(ChatRequestChecks.check(changed), origin);
    }

    /**
     * Returns the request as the client sent it, whatever its protocol.
     *
     * @return the source; null if there is none
     */
    public @Nullable SourceRequest source() {
        return origin == null ? null : origin.source();
    }

    /**
     * Returns the request as the client sent it.
     *
     * @param protocol the name of a provider protocol
     * @return the source; null if there is none, or if it is of another protocol
     */
    public @Nullable SourceRequest source(String protocol) {
        return origin != null && origin.source().protocol().equals(protocol) ? origin.source() : null;
    }

    /**
     * Returns whether this request was translated from a client's protocol.
     *
     * @param protocol the name of the provider protocol that is to send it
     * @return true if it has a source of another protocol
     */
    public boolean isTranslatedFor(String protocol) {
        return origin != null && source(protocol) == null;
    }

    /**
     * Returns the fields of the source that only a provider of its protocol can be sent.
     *
     * @param protocol the name of a provider protocol
     * @return paths of fields; empty for the source's own protocol
     */
    public List<String> lost(String protocol) {
        return origin != null && isTranslatedFor(protocol) ? origin.lost() : List.of();
    }

    /**
     * Returns whether a field still is as translated from the source.
     *
     * @param field the name of a field of the neutral form
     * @return false if a pool's override or a resumption has changed it; true without a source
     */
    @SuppressWarnings("ReferenceEquality") // what is unchanged is the same instance
    public boolean isAsSent(String field) {
        return origin == null || JsonFields.field(json, field) == JsonFields.field(origin.translated(), field);
    }

    /**
     * Returns whether the opaque reasoning state of the conversation is sent.
     *
     * @return false after {@link #withoutReasoning()}
     */
    public boolean isWithReasoning() {
        return origin == null || origin.reasoning();
    }

    /**
     * Returns this request without the opaque reasoning state of earlier answers.
     *
     * @return a new request; this one if it has none
     */
    public ChatRequest withoutReasoning() {
        List<JsonNode> messages = messages();
        boolean any = false;
        for (int i = 0; i < messages.size(); i++) {
            if (JsonFields.field(messages.get(i), REASONING) != null) {
                any = true;
                messages.set(
                        i,
                        JsonFields.buildFrom(messages.get(i)).remove(REASONING).node());
            }
        }
        if (!any) {
            return this;
        }
        JsonNode changed = JsonFields.buildFrom(json).put("messages", messages).node();
        boolean sent = origin != null && isAsSent("messages");
        return new ChatRequest(
                changed, origin == null ? null : origin.withoutReasoning(sent ? changed : origin.translated()));
    }

    /**
     * Returns the beginning of the answer, which follows the source's messages.
     *
     * @return the text; empty without a source, and before {@link #answeredSoFar}
     */
    public String answered() {
        return origin == null ? "" : origin.answered();
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
        JsonNode changed = JsonFields.buildFrom(json).put("messages", messages).node();
        return origin != null && isAsSent("messages")
                ? new ChatRequest(changed, origin.answered(changed, text))
                : with(changed);
    }

    /** Returns the number of messages, without their content. */
    @Override
    public String toString() {
        return "ChatRequest[" + messages().size() + " messages]";
    }
}
