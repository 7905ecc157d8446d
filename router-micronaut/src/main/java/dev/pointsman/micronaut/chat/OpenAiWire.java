package dev.pointsman.micronaut.chat;

import dev.pointsman.model.Model;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.Map;

/** OpenAI's chat completions and embeddings: the neutral form itself. */
final class OpenAiWire implements WireProtocol {
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
        if (choices.isEmpty() || !choices.stream().allMatch(OpenAiWire::hasMessage)) {
            throw Faults.badResponse("choices: " + JsonKind.of(body.get("choices")), "at least one message");
        }
        return new ChatResponse(body);
    }

    private static boolean hasMessage(JsonNode choice) {
        JsonNode message = Json.field(choice, "message");
        return message != null && message.isObject();
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
