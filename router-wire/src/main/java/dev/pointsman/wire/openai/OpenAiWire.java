package dev.pointsman.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.model.Model;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.DeltaBuilder;
import dev.pointsman.wire.EmbeddingRequest;
import dev.pointsman.wire.EmbeddingResponse;
import dev.pointsman.wire.JsonEdit;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.OutgoingRequest;
import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.SourceRequest;
import dev.pointsman.wire.StreamReader;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.WireRequest;
import dev.pointsman.wire.internal.JsonTypes;
import dev.pointsman.wire.reasoning.ReasoningState;
import dev.pointsman.wire.reasoning.ReasoningStates;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * OpenAI's protocol for chat completions and embeddings: the neutral form itself. Of a request that a client of the same
 * protocol sent, only the bytes of changed fields change.
 */
final class OpenAiWire implements WireProtocol {
    /** Name of the protocol, also in front of the gateway. */
    static final String NAME = "openai";

    private static final Set<JsonNode> OPEN_CHOICES = Set.of(TextNode.valueOf("auto"), TextNode.valueOf("none"));

    private final Map<String, String> headers;
    private final ReasoningStates reasoning;
    private final boolean mistral;

    OpenAiWire(ProviderAccount account) {
        this.headers = account.apiKey().isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + account.apiKey());
        this.reasoning = new ReasoningStates(account);
        this.mistral = FittedCallIds.isMistral(account.url());
    }

    @Override
    public Map<String, String> headers(OutgoingRequest request) {
        return headers;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // messages without a change are the same list
    public WireRequest chatRequest(Model model, ChatRequest request, boolean stream) {
        Map<String, JsonNode> fields = TranslatedRequest.fields(model, request);
        leaveOutEmptyTools(fields);
        List<JsonNode> messages = JsonFields.items(fields.get("messages"));
        List<JsonNode> sent = FittedCallIds.of(returned(model, messages), model.name(), mistral);
        if (sent != messages) {
            fields.put("messages", JsonFields.array(sent));
        }
        fields.put("model", TextNode.valueOf(model.name()));
        SourceRequest source = request.source(NAME);
        boolean no = source != null
                && JsonFields.field(source.json(), "stream") instanceof BooleanNode asked
                && !asked.booleanValue();
        fields.remove("stream");
        JsonNode options = fields.remove("stream_options");
        if (stream) {
            fields.put("stream", BooleanNode.valueOf(true));
            JsonNode own = options != null && options.isObject() ? options : JsonFields.EMPTY;
            fields.put(
                    "stream_options",
                    JsonFields.buildFrom(own).put("include_usage", true).node());
        } else if (no) {
            fields.put("stream", BooleanNode.valueOf(false));
        }
        JsonNode body = JsonFields.objectOf(fields);
        WireRequest rendered = WireRequest.of("chat/completions", body);
        return source == null
                ? rendered
                : rendered.withBytes(JsonEdit.changed(source.bytes(), source.json(), body))
                        .withHeaders(source.headers());
    }

    /** Removes an empty list of tools and a choice without tools, which many servers refuse. */
    private static void leaveOutEmptyTools(Map<String, JsonNode> fields) {
        JsonNode tools = fields.get("tools");
        if (tools == null || !tools.isArray() || tools.size() > 0) {
            return;
        }
        JsonNode choice = fields.get("tool_choice");
        boolean asks = choice != null && !choice.isNull() && !OPEN_CHOICES.contains(choice);
        if (!asks) {
            fields.keySet().removeAll(Set.of("tools", "tool_choice", "parallel_tool_calls"));
        }
    }

    /** Returns messages with reasoning state as this provider made it; the same list if none has any. */
    private List<JsonNode> returned(Model model, List<JsonNode> messages) {
        if (messages.stream().noneMatch(ReasoningState::isIn)) {
            return messages;
        }
        ReasoningState own = reasoning.of(model);
        return messages.stream().map(own::returned).toList();
    }

    @Override
    public ChatResponse chatResponse(Model model, JsonNode body) {
        List<JsonNode> choices = JsonFields.items(body, "choices");
        choices.forEach(FinishErrors::check);
        if (choices.isEmpty() || !choices.stream().allMatch(OpenAiWire::isAnswer)) {
            throw ProviderExceptions.badResponse(
                    "choices: " + JsonTypes.of(body.get("choices")),
                    "messages with content, tool calls or a finish reason");
        }
        return new ChatResponse(new ReceivedDetails(reasoning.of(model), "message").in(body));
    }

    /** A choice with neither content nor finish reason is no answer. */
    private static boolean isAnswer(JsonNode choice) {
        JsonNode message = JsonFields.field(choice, "message");
        boolean ended = !JsonFields.text(choice, "finish_reason", "").isEmpty();
        return message != null && message.isObject() && (ended || DeltaBuilder.isAnswer(message));
    }

    @Override
    public StreamReader streamReader(Model model, ChatRequest request) {
        return new OpenAiStream(request.choices(), reasoning.of(model), request.source(NAME) != null);
    }

    @Override
    public WireRequest embeddingRequest(Model model, EmbeddingRequest request) {
        return WireRequest.of(
                "embeddings",
                JsonFields.buildFrom(request.json()).put("model", model.name()).node());
    }

    @Override
    public EmbeddingResponse embeddingResponse(JsonNode body) {
        if (JsonFields.items(body, "data").isEmpty()) {
            throw ProviderExceptions.badResponse("data: " + JsonTypes.of(body.get("data")), "at least one embedding");
        }
        return new EmbeddingResponse(body);
    }
}
