package dev.pointsman.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.EmbeddingRequest;
import dev.pointsman.wire.OutgoingRequest;
import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.ReasoningState;
import dev.pointsman.wire.SourceRequest;
import dev.pointsman.wire.StreamReader;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.WireRequest;
import java.time.InstantSource;
import java.util.Map;

/** Anthropic's Messages protocol, translated from and to the neutral form. */
final class AnthropicWire implements WireProtocol {
    /** Name of the protocol, also in front of the gateway. */
    static final String NAME = "anthropic";

    private static final String VERSION = "2023-06-01";

    private final Map<String, String> headers;
    private final AnthropicRequests requests;
    private final AnthropicPassThrough passThrough;
    private final AnthropicResponses responses;
    private final ReasoningState reasoning;
    private final InstantSource clock;

    AnthropicWire(ProviderAccount account) {
        this.headers = account.apiKey().isEmpty()
                ? Map.of("anthropic-version", VERSION)
                : Map.of("anthropic-version", VERSION, "x-api-key", account.apiKey());
        this.clock = account.clock();
        this.reasoning = new ReasoningState(account.name());
        this.requests = new AnthropicRequests(reasoning);
        this.passThrough = new AnthropicPassThrough(reasoning);
        this.responses = new AnthropicResponses(reasoning, clock);
    }

    @Override
    public Map<String, String> headers(OutgoingRequest request) {
        return headers;
    }

    @Override
    public WireRequest chatRequest(Model model, ChatRequest request, boolean stream) {
        SourceRequest source = request.source(NAME);
        return source == null
                ? WireRequest.of("messages", requests.translate(model, request, stream))
                : passThrough.request(model, request, source, stream);
    }

    @Override
    public ChatRequest withoutOptionalFields(ChatRequest request) {
        return AnthropicOmissions.isAnyIn(request) ? AnthropicOmissions.from(request) : request;
    }

    @Override
    public ChatResponse chatResponse(JsonNode body) {
        return responses.translate(body);
    }

    @Override
    public StreamReader streamReader(ChatRequest request) {
        StreamReader reader = new AnthropicStream(reasoning, clock.instant().getEpochSecond());
        return request.source(NAME) == null ? reader : new AnthropicEvents(reader, reasoning);
    }

    @Override
    public WireRequest embeddingRequest(Model model, EmbeddingRequest request) {
        throw ProviderExceptions.of(
                FailureKind.UNSUPPORTED, "operation: embeddings (expected: chat, the only one of wire anthropic)");
    }
}
