package dev.pointsman.wire.openairesponses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.Model;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.OutgoingRequest;
import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.SourceRequest;
import dev.pointsman.wire.StreamReader;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.WireRequest;
import dev.pointsman.wire.reasoning.ReasoningState;
import dev.pointsman.wire.reasoning.ReasoningStates;
import dev.pointsman.wire.responses.ResponsesRequest;
import java.util.Map;

/** OpenAI's Responses, translated from and to the neutral form. */
final class OpenAiResponsesWire implements WireProtocol {
    private final Map<String, String> headers;
    private final ReasoningStates reasoning;

    OpenAiResponsesWire(ProviderAccount account) {
        this.headers = account.apiKey().isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + account.apiKey());
        this.reasoning = new ReasoningStates(account);
    }

    @Override
    public Map<String, String> headers(OutgoingRequest request) {
        return headers;
    }

    @Override
    public WireRequest chatRequest(Model model, ChatRequest request, boolean stream) {
        SourceRequest source = request.source(ResponsesRequest.PROTOCOL);
        ReasoningState own = reasoning.of(model);
        return source == null
                ? WireRequest.of("responses", new ResponsesBodies(own).translate(model, request, stream))
                : new ResponsesPassThrough(own).request(model, request, source, stream);
    }

    @Override
    public ChatResponse chatResponse(Model model, JsonNode body) {
        return new ResponsesAnswers(reasoning.of(model)).translate(body);
    }

    @Override
    public StreamReader streamReader(Model model, ChatRequest request) {
        ReasoningState own = reasoning.of(model);
        ResponsesEventReader reader = new ResponsesEventReader(own);
        return request.source(ResponsesRequest.PROTOCOL) == null ? reader : new NativeEvents(reader, own);
    }
}
