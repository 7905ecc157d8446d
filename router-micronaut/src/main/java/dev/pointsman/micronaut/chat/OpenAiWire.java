package dev.pointsman.micronaut.chat;

import dev.pointsman.model.Model;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** OpenAI's protocol for chat completions and embeddings: the neutral form itself. */
final class OpenAiWire implements WireProtocol {
    private static final Set<JsonNode> OPEN_CHOICES =
            Set.of(JsonNode.createStringNode("auto"), JsonNode.createStringNode("none"));

    private final JsonReader json;

    OpenAiWire(JsonReader json) {
        this.json = json;
    }

    @Override
    public String chatPath() {
        return "chat/completions";
    }

    @Override
    public Map<String, String> headers(String apiKey) {
        return apiKey.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + apiKey);
    }

    @Override
    public JsonNode chatRequest(Model model, ChatRequest request, boolean stream) {
        Map<String, JsonNode> fields = JsonFields.fields(request.json());
        leaveOutEmptyTools(fields);
        if (request.messages().stream().anyMatch(ReasoningState::isIn)) {
            fields.put("messages", withoutForeignReasoning(request.messages()));
        }
        fields.put("model", JsonNode.createStringNode(model.name()));
        fields.remove("stream");
        JsonNode options = fields.remove("stream_options");
        if (stream) {
            fields.put("stream", JsonNode.createBooleanNode(true));
            JsonNode own = options != null && options.isObject() ? options : JsonFields.EMPTY;
            fields.put(
                    "stream_options",
                    JsonFields.buildFrom(own).put("include_usage", true).node());
        }
        return JsonNode.createObjectNode(fields);
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

    private static JsonNode withoutForeignReasoning(List<JsonNode> messages) {
        return JsonFields.array(messages.stream()
                .map(message -> ReasoningState.isIn(message) ? ReasoningState.without(message) : message)
                .toList());
    }

    @Override
    public ChatResponse chatResponse(JsonNode body) {
        List<JsonNode> choices = JsonFields.items(body, "choices");
        choices.forEach(FinishErrors::check);
        if (choices.isEmpty() || !choices.stream().allMatch(OpenAiWire::isAnswer)) {
            throw ProviderExceptions.badResponse(
                    "choices: " + JsonTypes.of(body.get("choices")),
                    "messages with content, tool calls or a finish reason");
        }
        return new ChatResponse(body);
    }

    /** A choice with neither content nor finish reason is no answer. */
    private static boolean isAnswer(JsonNode choice) {
        JsonNode message = JsonFields.field(choice, "message");
        boolean ended = !JsonFields.text(choice, "finish_reason", "").isEmpty();
        return message != null && message.isObject() && (ended || DeltaBuilder.isAnswer(message));
    }

    @Override
    public StreamReader streamReader(ChatRequest request) {
        return new OpenAiStream(json, request.choices());
    }

    @Override
    public String embeddingPath() {
        return "embeddings";
    }

    @Override
    public JsonNode embeddingRequest(Model model, EmbeddingRequest request) {
        return JsonFields.buildFrom(request.json()).put("model", model.name()).node();
    }

    @Override
    public EmbeddingResponse embeddingResponse(JsonNode body) {
        if (JsonFields.items(body, "data").isEmpty()) {
            throw ProviderExceptions.badResponse("data: " + JsonTypes.of(body.get("data")), "at least one embedding");
        }
        return new EmbeddingResponse(body);
    }
}
