package dev.pointsman.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.ValueErrors;
import dev.pointsman.wire.internal.JsonTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Request in the format of OpenAI's Responses, and its translation to the neutral form.
 *
 * <p>Fields that the neutral form cannot express are listed by {@link #lost()}: only a provider of the same protocol
 * can serve such a request. Immutable and thread-safe.
 */
public final class ResponsesRequest {
    /** Name of the protocol, for clients and providers. */
    public static final String PROTOCOL = "openai-responses";

    private static final String INPUT = "input";
    private static final String PREVIOUS = "previous_response_id";

    private final JsonNode json;
    private final List<JsonNode> items;
    private final @Nullable String previous;
    private final ResponsesTools tools;
    private final List<String> lost;
    private final JsonNode neutral;

    private ResponsesRequest(JsonNode json, List<JsonNode> items, @Nullable String previous) {
        this.json = json;
        this.items = items;
        this.previous = previous;
        this.lost = new ArrayList<>();
        this.tools = ResponsesTools.of(json, items, lost);
        this.neutral = ResponsesFields.translate(json, tools, items, lost);
    }

    /**
     * Reads a request.
     *
     * @param json the request
     * @return the request
     * @throws IllegalArgumentException if it is no object, a field is unknown or of the wrong type, or it asks for what
     *     is not supported with any provider, such as {@code background}; the message names the field
     */
    public static ResponsesRequest of(@Nullable JsonNode json) {
        if (json == null || !json.isObject()) {
            throw ValueErrors.wrong("request", JsonTypes.of(json), "an object");
        }
        ResponsesFields.check(json);
        return new ResponsesRequest(json, items(JsonFields.field(json, INPUT)), JsonFields.text(json, PREVIOUS));
    }

    private static List<JsonNode> items(@Nullable JsonNode input) {
        if (input != null && input.isTextual()) {
            return List.of(JsonFields.build()
                    .put("type", "message")
                    .put("role", "user")
                    .put(
                            "content",
                            List.of(JsonFields.build()
                                    .put("type", "input_text")
                                    .put("text", input)
                                    .node()))
                    .node());
        }
        ValueErrors.that(
                input != null && input.isArray() && input.size() > 0,
                INPUT,
                JsonTypes.of(input),
                "a text or at least one item");
        List<JsonNode> items = JsonFields.items(input);
        for (int i = 0; i < items.size(); i++) {
            ValueErrors.that(items.get(i).isObject(), INPUT + "[" + i + "]", JsonTypes.of(items.get(i)), "an object");
        }
        return items;
    }

    /**
     * Returns this request with the items that its references name, and behind an earlier conversation.
     *
     * @param history the items of the conversation so far; empty for none
     * @param lookup finds an item of an earlier response by its id; returns null for an unknown one
     * @return a new request without {@code previous_response_id} and references; this one if nothing changes
     * @throws IllegalArgumentException if an item is unknown
     */
    public ResponsesRequest resolved(List<JsonNode> history, Function<String, @Nullable JsonNode> lookup) {
        List<JsonNode> all = new ArrayList<>(history);
        boolean changed = previous != null;
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.get(i);
            if (!isReference(item)) {
                all.add(item);
                continue;
            }
            String id = JsonFields.text(item, "id", "");
            JsonNode found = lookup.apply(id);
            ValueErrors.that(found != null, INPUT + "[" + i + "].id", id, "an item of a stored response");
            all.add(found == null ? item : found);
            changed = true;
        }
        if (!changed) {
            return this;
        }
        JsonNode whole =
                JsonFields.buildFrom(json).remove(PREVIOUS).put(INPUT, all).node();
        return new ResponsesRequest(whole, List.copyOf(all), previous);
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
     * Returns the items of the input.
     *
     * @return the items; a text counts as one message
     */
    public List<JsonNode> items() {
        return items;
    }

    /**
     * Returns the id of the response that this request continues.
     *
     * @return the id; null if it continues none
     */
    public @Nullable String previousResponseId() {
        return previous;
    }

    /**
     * Returns the ids of items that the input names instead of having them.
     *
     * @return the ids; empty if it has all of them
     */
    public List<String> references() {
        return items.stream()
                .filter(ResponsesRequest::isReference)
                .map(item -> JsonFields.text(item, "id", ""))
                .toList();
    }

    private static boolean isReference(JsonNode item) {
        return JsonFields.text(item, "type", "").equals("item_reference");
    }

    /**
     * Returns whether the request asks for a stream.
     *
     * @return true if its field {@code stream} is true
     */
    public boolean isStream() {
        return JsonFields.isTrue(json, "stream");
    }

    /**
     * Returns whether the response is to be stored for later requests.
     *
     * @return false only if {@code store} is false, as with OpenAI
     */
    public boolean isStored() {
        JsonNode store = JsonFields.field(json, "store");
        return store == null || store.booleanValue();
    }

    /**
     * Returns the paths of fields that only a provider of the same protocol can be sent.
     *
     * @return path, value and expectation of each; empty if the neutral form expresses the request
     */
    public List<String> lost() {
        return lost;
    }

    /**
     * Returns the request in the neutral form.
     *
     * @return the request
     * @throws IllegalArgumentException if a field that the router reads is of the wrong type
     */
    public ChatRequest chat() {
        return ChatRequest.of(neutral);
    }

    JsonNode neutral() {
        return neutral;
    }

    ResponsesTools tools() {
        return tools;
    }

    /** Returns the model and the number of items, without their content. */
    @Override
    public String toString() {
        return "ResponsesRequest[model=" + JsonFields.text(json, "model", "") + ", " + items.size() + " items]";
    }
}
