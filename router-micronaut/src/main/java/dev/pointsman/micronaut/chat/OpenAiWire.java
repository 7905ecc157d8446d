package dev.pointsman.micronaut.chat;

import dev.pointsman.model.Model;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.Map;

/** OpenAI's chat completions and embeddings: the neutral form itself. */
final class OpenAiWire implements WireProtocol {
    private static final List<String> SAYINGS = List.of("content", "refusal", "tool_calls", "function_call", "audio");

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
        Map<String, JsonNode> fields = Json.fields(request.json());
        fields.put("model", JsonNode.createStringNode(model.name()));
        fields.remove("stream");
        JsonNode options = fields.remove("stream_options");
        if (stream) {
            fields.put("stream", JsonNode.createBooleanNode(true));
            JsonNode own = options != null && options.isObject() ? options : Json.EMPTY;
            fields.put(
                    "stream_options",
                    Json.buildFrom(own).put("include_usage", true).node());
        }
        return JsonNode.createObjectNode(fields);
    }

    @Override
    public ChatResponse chatResponse(JsonNode body) {
        List<JsonNode> choices = Json.items(body, "choices");
        choices.forEach(FinishErrors::check);
        if (choices.isEmpty() || !choices.stream().allMatch(OpenAiWire::isAnswer)) {
            throw Faults.badResponse(
                    "choices: " + JsonKind.of(body.get("choices")),
                    "messages with content, tool calls or a finish reason");
        }
        return new ChatResponse(body);
    }

    /** What neither says anything nor why it ended is no answer. */
    private static boolean isAnswer(JsonNode choice) {
        JsonNode message = Json.field(choice, "message");
        boolean ended = !Json.text(choice, "finish_reason", "").isEmpty();
        return message != null
                && message.isObject()
                && (ended || SAYINGS.stream().anyMatch(key -> says(message, key)));
    }

    private static boolean says(JsonNode message, String key) {
        JsonNode value = Json.field(message, key);
        return value != null && (value.isString() ? !value.getStringValue().isEmpty() : value.size() > 0);
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
        return Json.buildFrom(request.json()).put("model", model.name()).node();
    }

    @Override
    public EmbeddingResponse embeddingResponse(JsonNode body) {
        if (Json.items(body, "data").isEmpty()) {
            throw Faults.badResponse("data: " + JsonKind.of(body.get("data")), "at least one embedding");
        }
        return new EmbeddingResponse(body);
    }
}
