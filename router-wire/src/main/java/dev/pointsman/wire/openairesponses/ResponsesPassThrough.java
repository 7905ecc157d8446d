package dev.pointsman.wire.openairesponses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.model.Model;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.JsonEdit;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.SourceRequest;
import dev.pointsman.wire.WireRequest;
import dev.pointsman.wire.reasoning.ReasoningState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Request of a client that speaks Responses itself: its own bytes, with only the fields changed that must change.
 *
 * <p>These are the model's name, the token limit and the instructions of a pool's override, the beginning of an answer
 * that is continued, encrypted reasoning, which is unwrapped or left out, and ids of calls that are too long.
 */
final class ResponsesPassThrough {
    private static final String CALL_ID = "call_id";
    private static final String INPUT = "input";
    private static final String MODEL = "model";
    private static final String STREAM = "stream";
    private static final String MESSAGES = "messages";

    private final MessageItems items;
    private final OwnReasoning reasoning;

    ResponsesPassThrough(ReasoningState reasoning) {
        this.items = new MessageItems(reasoning);
        this.reasoning = new OwnReasoning(reasoning);
    }

    WireRequest request(Model model, ChatRequest request, SourceRequest source, boolean stream) {
        JsonNode sent = source.json();
        Change change = new Change(new JsonEdit(source.bytes()), JsonFields.buildFrom(sent));
        if (!model.name().equals(JsonFields.text(sent, MODEL))) {
            change.set(MODEL, TextNode.valueOf(model.name()));
        }
        if (stream != JsonFields.isTrue(sent, STREAM)) {
            change.set(STREAM, BooleanNode.valueOf(stream));
        }
        if (!request.isAsSent("max_tokens") || !request.isAsSent("max_completion_tokens")) {
            change.set("max_output_tokens", IntNode.valueOf(request.maxTokens()));
        }
        input(change, request, sent);
        return WireRequest.of("responses", change.body().node())
                .withBytes(change.edit().bytes())
                .withHeaders(source.headers());
    }

    /** A change of both forms of the body. */
    private record Change(JsonEdit edit, JsonFields.ObjectBuilder body) {
        void set(String name, JsonNode value) {
            edit.set(name, value);
            body.put(name, value);
        }
    }

    private void input(Change change, ChatRequest request, JsonNode sent) {
        if (!request.isAsSent(MESSAGES)) {
            change.set(INPUT, JsonFields.array(items.translate(request.messages())));
            change.edit().remove("instructions");
            change.body().remove("instructions");
            return;
        }
        JsonNode input = JsonFields.field(sent, INPUT);
        List<JsonNode> old = JsonFields.items(input);
        List<JsonNode> own = reasoning.of(old, request.isWithReasoning()).stream()
                .map(ResponsesPassThrough::fitting)
                .toList();
        if (!request.answered().isEmpty()) {
            own = answered(input, own, request.answered());
        }
        if (!own.equals(old)) {
            change.edit().items(INPUT, old, own);
            change.body().put(INPUT, own);
        }
    }

    /** Returns an item with an id of its call that is short enough, as another vendor's need not be. */
    private static JsonNode fitting(JsonNode item) {
        String id = JsonFields.text(item, CALL_ID, "");
        String fitted = MessageItems.callId(id);
        return fitted.equals(id)
                ? item
                : JsonFields.buildFrom(item).put(CALL_ID, fitted).node();
    }

    private static List<JsonNode> answered(@Nullable JsonNode input, List<JsonNode> items, String text) {
        List<JsonNode> all = new ArrayList<>(items);
        if (input != null && input.isTextual()) {
            all.add(MessageItems.message("user", "input_text", input.textValue()));
        }
        all.add(MessageItems.message("assistant", "output_text", text));
        return all;
    }
}
