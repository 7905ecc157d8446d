package dev.pointsman.wire.anthropic;

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

/**
 * Request of a client that speaks Anthropic's protocol itself: its own bytes, with only the fields changed that must
 * change.
 *
 * <p>These are the model's name, the token limit and the system prompt of a pool's override, the beginning of an answer
 * that is continued, and reasoning signed by another provider.
 */
final class AnthropicPassThrough {
    private static final String MESSAGES = "messages";
    private static final String MODEL = "model";
    private static final String STREAM = "stream";
    private static final String MAX_TOKENS = "max_tokens";
    private static final String SYSTEM = "system";

    private final ReasoningState reasoning;
    private final AnthropicMessages messages;

    AnthropicPassThrough(ReasoningState reasoning) {
        this.reasoning = reasoning;
        this.messages = new AnthropicMessages(reasoning);
    }

    WireRequest request(Model model, ChatRequest request, SourceRequest source, boolean stream) {
        return request(MESSAGES, model, request, source, stream);
    }

    /** Returns the request for the number of tokens, whose body has the same fields. */
    WireRequest count(Model model, ChatRequest request, SourceRequest source) {
        return request("messages/count_tokens", model, request, source, JsonFields.isTrue(source.json(), STREAM));
    }

    private WireRequest request(String path, Model model, ChatRequest request, SourceRequest source, boolean stream) {
        JsonNode sent = source.json();
        JsonEdit edit = new JsonEdit(source.bytes());
        JsonFields.ObjectBuilder body = JsonFields.buildFrom(sent);
        Change change = new Change(edit, body);
        if (!model.name().equals(JsonFields.text(sent, MODEL))) {
            change.set(MODEL, TextNode.valueOf(model.name()));
        }
        if (stream != JsonFields.isTrue(sent, STREAM)) {
            change.set(STREAM, BooleanNode.valueOf(stream));
        }
        if (!request.isAsSent(MAX_TOKENS)) {
            change.set(MAX_TOKENS, IntNode.valueOf(request.maxTokens()));
        }
        messages(change, request, sent);
        byte[] bytes = edit.bytes();
        return WireRequest.of(path, bytes == source.bytes() ? sent : body.node())
                .withBytes(bytes)
                .withHeaders(source.headers());
    }

    /** A change of both forms of the body. */
    private record Change(JsonEdit edit, JsonFields.ObjectBuilder body) {
        void set(String name, JsonNode value) {
            edit.set(name, value);
            body.put(name, value);
        }

        void remove(String name) {
            edit.remove(name);
            body.remove(name);
        }
    }

    @SuppressWarnings("ReferenceEquality") // turns without a change are the same list
    private void messages(Change change, ChatRequest request, JsonNode sent) {
        List<JsonNode> old = JsonFields.items(sent, MESSAGES);
        if (!request.isAsSent(MESSAGES)) {
            AnthropicMessages.Conversation conversation = messages.translate(request.messages());
            change.set(MESSAGES, JsonFields.array(conversation.turns()));
            if (!conversation.system().isEmpty()) {
                change.set(SYSTEM, JsonFields.array(conversation.system()));
            }
            return;
        }
        List<JsonNode> signed = SignedTurns.of(old, reasoning, request.isWithReasoning());
        List<JsonNode> turns = request.answered().isEmpty() ? signed : answered(signed, request.answered());
        if (turns != old) {
            change.edit().items(MESSAGES, old, turns);
            change.body().put(MESSAGES, turns);
        }
        if (AnthropicThinking.isReset(sent, signed)) {
            change.remove("thinking");
            change.remove("context_management"); // the edit of thinking that it may name requires thinking
        }
    }

    private static List<JsonNode> answered(List<JsonNode> turns, String text) {
        List<JsonNode> answered = new ArrayList<>(turns);
        JsonNode begun = turns.isEmpty() ? JsonFields.EMPTY : turns.get(turns.size() - 1);
        boolean own = JsonFields.text(begun, "role", "").equals("assistant");
        String before = own ? JsonFields.text(begun, "content") : "";
        if (own) {
            answered.remove(answered.size() - 1);
        }
        List<JsonNode> blocks = JsonFields.items(begun, "content");
        blocks.add(JsonFields.build().put("type", "text").put("text", text).node());
        JsonNode content = own && before == null ? JsonFields.array(blocks) : TextNode.valueOf(before + text);
        answered.add(JsonFields.build()
                .put("role", "assistant")
                .put("content", content)
                .node());
        return answered;
    }
}
