package dev.pointsman.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.ClientError;
import dev.pointsman.wire.ClientProtocol;
import dev.pointsman.wire.ClientStream;
import dev.pointsman.wire.JsonReader;
import java.util.Map;

/** OpenAI's chat completions as the protocol of clients: the neutral form itself. */
class CompletionsProtocol implements ClientProtocol {
    @Override
    public ChatRequest request(JsonNode json, byte[] body, Map<String, String> headers) {
        return ChatRequest.of(json);
    }

    @Override
    public byte[] response(ChatResponse response) {
        return JsonReader.bytes(response.json());
    }

    @Override
    public ClientStream stream(ChatRequest request) {
        return new CompletionsStream(UsageChunks.areAskedFor(request.json()));
    }

    @Override
    public JsonNode error(ClientError error) {
        return OpenAiErrors.body(error);
    }
}
