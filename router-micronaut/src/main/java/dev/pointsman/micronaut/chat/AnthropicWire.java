package dev.pointsman.micronaut.chat;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import io.micronaut.json.tree.JsonNode;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Anthropic's Messages protocol, translated from and to the neutral form. */
final class AnthropicWire implements WireProtocol {
    private static final String VERSION = "2023-06-01";

    private final JsonReader json;
    private final AnthropicRequests requests;
    private final AnthropicResponses responses;
    private final ReasoningState reasoning;
    private final InstantSource clock;

    /** Creates the protocol for one provider. */
    AnthropicWire(String provider, JsonReader json, InstantSource clock) {
        this.json = json;
        this.clock = clock;
        this.reasoning = new ReasoningState(provider);
        this.requests = new AnthropicRequests(reasoning, json);
        this.responses = new AnthropicResponses(reasoning, clock);
    }

    @Override
    public String chatPath() {
        return "messages";
    }

    @Override
    public Map<String, String> headers(String apiKey) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("anthropic-version", VERSION);
        if (!apiKey.isEmpty()) {
            headers.put("x-api-key", apiKey);
        }
        return headers;
    }

    @Override
    public JsonNode chatRequest(Model model, ChatRequest request, boolean stream) {
        return requests.translate(model, request, stream);
    }

    @Override
    public ChatResponse chatResponse(JsonNode body) {
        return responses.translate(body);
    }

    @Override
    public StreamReader streamReader(ChatRequest request) {
        return new AnthropicStream(json, reasoning, clock.instant().getEpochSecond());
    }

    @Override
    public String embeddingPath() {
        throw noEmbeddings();
    }

    @Override
    public JsonNode embeddingRequest(Model model, EmbeddingRequest request) {
        throw noEmbeddings();
    }

    @Override
    public EmbeddingResponse embeddingResponse(JsonNode body) {
        throw noEmbeddings();
    }

    private static RuntimeException noEmbeddings() {
        return ProviderExceptions.of(
                FailureKind.UNSUPPORTED, "operation: embeddings (expected: chat, the only one of wire anthropic)");
    }
}
