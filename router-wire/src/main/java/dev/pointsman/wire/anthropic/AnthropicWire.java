package dev.pointsman.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.EmbeddingRequest;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.OutgoingRequest;
import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.SourceRequest;
import dev.pointsman.wire.StreamReader;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.WireRequest;
import dev.pointsman.wire.reasoning.ReasoningState;
import dev.pointsman.wire.reasoning.ReasoningStates;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Anthropic's Messages protocol, translated from and to the neutral form. */
final class AnthropicWire implements WireProtocol {
    /** Name of the protocol, also in front of the gateway. */
    static final String NAME = "anthropic";

    private static final String VERSION = "2023-06-01";

    private final Map<String, String> headers;
    private final ReasoningStates reasoning;
    private final InstantSource clock;

    AnthropicWire(ProviderAccount account) {
        this.headers = account.apiKey().isEmpty()
                ? Map.of("anthropic-version", VERSION)
                : Map.of("anthropic-version", VERSION, "x-api-key", account.apiKey());
        this.clock = account.clock();
        this.reasoning = new ReasoningStates(account);
    }

    @Override
    public Map<String, String> headers(OutgoingRequest request) {
        return headers;
    }

    @Override
    public WireRequest chatRequest(Model model, ChatRequest request, boolean stream) {
        SourceRequest source = request.source(NAME);
        ReasoningState own = reasoning.of(model);
        WireRequest rendered = source == null
                ? WireRequest.of("messages", new AnthropicRequests(own).translate(model, request, stream))
                : new AnthropicPassThrough(own).request(model, request, source, stream);
        JsonNode asked = source == null ? request.json() : source.json();
        return rendered.withReasoningReset(
                AnthropicThinking.isReset(asked, JsonFields.items(rendered.body(), "messages")));
    }

    @Override
    public @Nullable WireRequest countRequest(Model model, ChatRequest request) {
        SourceRequest source = request.source(NAME);
        return source == null ? null : new AnthropicPassThrough(reasoning.of(model)).count(model, request, source);
    }

    @Override
    public ChatRequest withoutOptionalFields(ChatRequest request) {
        return AnthropicOmissions.isAnyIn(request) ? AnthropicOmissions.from(request) : request;
    }

    @Override
    public ChatResponse chatResponse(Model model, JsonNode body) {
        return new AnthropicResponses(reasoning.of(model), clock).translate(body);
    }

    @Override
    public StreamReader streamReader(Model model, ChatRequest request) {
        ReasoningState own = reasoning.of(model);
        AnthropicStream reader = new AnthropicStream(own, clock.instant().getEpochSecond());
        return request.source(NAME) == null ? reader : new AnthropicEvents(reader, own);
    }

    @Override
    public WireRequest embeddingRequest(Model model, EmbeddingRequest request) {
        throw ProviderExceptions.of(
                FailureKind.UNSUPPORTED, "operation: embeddings (expected: chat, the only one of wire anthropic)");
    }
}
