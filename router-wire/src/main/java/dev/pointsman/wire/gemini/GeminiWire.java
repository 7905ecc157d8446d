package dev.pointsman.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.Model;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.EmbeddingRequest;
import dev.pointsman.wire.EmbeddingResponse;
import dev.pointsman.wire.OutgoingRequest;
import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.StreamReader;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.WireRequest;
import dev.pointsman.wire.reasoning.ReasoningStates;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;

/** Google's {@code generateContent}, translated from and to the neutral form. */
final class GeminiWire implements WireProtocol {
    private static final String VERTEX = "aiplatform.googleapis.com";

    private final Map<String, String> headers;
    private final ReasoningStates reasoning;
    private final boolean callIds;
    private final InstantSource clock;

    GeminiWire(ProviderAccount account) {
        this.headers = account.apiKey().isEmpty() ? Map.of() : Map.of("x-goog-api-key", account.apiKey());
        this.reasoning = new ReasoningStates(account);
        String host = account.url().getHost();
        this.callIds = host == null || !host.endsWith(VERTEX);
        this.clock = account.clock();
    }

    @Override
    public Map<String, String> headers(OutgoingRequest request) {
        return headers;
    }

    @Override
    public WireRequest chatRequest(Model model, ChatRequest request, boolean stream) {
        String method = stream ? ":streamGenerateContent?alt=sse" : ":generateContent";
        GeminiRequests requests = new GeminiRequests(reasoning.of(model), callIds);
        return WireRequest.of(resource(model) + method, requests.translate(model, request));
    }

    /** Returns the path of a model; a name with a slash, such as {@code tunedModels/m}, is a path itself. */
    private static String resource(Model model) {
        String name = model.name();
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return name.contains("/") ? encoded.replace("%2F", "/") : "models/" + encoded;
    }

    @Override
    public ChatRequest withoutOptionalFields(ChatRequest request) {
        return GeminiFields.withoutOptional(request);
    }

    @Override
    public ChatResponse chatResponse(Model model, JsonNode body) {
        return new GeminiResponses(reasoning.of(model), clock.instant()).translate(body);
    }

    @Override
    public StreamReader streamReader(Model model, ChatRequest request) {
        return new GeminiStream(reasoning.of(model), clock.instant());
    }

    @Override
    public WireRequest embeddingRequest(Model model, EmbeddingRequest request) {
        String resource = resource(model);
        return WireRequest.of(resource + ":batchEmbedContents", GeminiEmbeddings.request(resource, request));
    }

    @Override
    public EmbeddingResponse embeddingResponse(JsonNode body) {
        return GeminiEmbeddings.response(body);
    }
}
