package dev.pointsman.wire.openairesponses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.Model;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.OutgoingRequest;
import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.ReasoningState;
import dev.pointsman.wire.SourceRequest;
import dev.pointsman.wire.StreamReader;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.WireRequest;
import dev.pointsman.wire.responses.ResponsesRequest;
import java.util.Map;

/** OpenAI's Responses, translated from and to the neutral form. */
final class OpenAiResponsesWire implements WireProtocol {
    private final Map<String, String> headers;
    private final ResponsesBodies bodies;
    private final ResponsesPassThrough passThrough;
    private final ResponsesAnswers answers;
    private final ReasoningState reasoning;

    OpenAiResponsesWire(ProviderAccount account) {
        this.headers = account.apiKey().isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + account.apiKey());
        this.reasoning = new ReasoningState(account.name());
        this.bodies = new ResponsesBodies(reasoning);
        this.passThrough = new ResponsesPassThrough(reasoning);
        this.answers = new ResponsesAnswers(reasoning);
    }

    @Override
    public Map<String, String> headers(OutgoingRequest request) {
        return headers;
    }

    @Override
    public WireRequest chatRequest(Model model, ChatRequest request, boolean stream) {
        SourceRequest source = request.source(ResponsesRequest.PROTOCOL);
        return source == null
                ? WireRequest.of("responses", bodies.translate(model, request, stream))
                : passThrough.request(model, request, source, stream);
    }

    @Override
    public ChatResponse chatResponse(JsonNode body) {
        return answers.translate(body);
    }

    @Override
    public StreamReader streamReader(ChatRequest request) {
        StreamReader reader = new ResponsesEventReader(reasoning);
        return request.source(ResponsesRequest.PROTOCOL) == null ? reader : new NativeEvents(reader, reasoning);
    }
}
