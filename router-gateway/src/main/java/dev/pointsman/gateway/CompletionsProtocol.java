package dev.pointsman.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.ClientError;
import dev.pointsman.wire.ClientProtocol;
import dev.pointsman.wire.ClientStream;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.SourceRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** OpenAI's chat completions as the protocol of clients: the neutral form itself. */
class CompletionsProtocol implements ClientProtocol {
    /** Name of the provider protocol with the same form. */
    static final String NAME = "openai";

    private static final Set<String> HEADERS = Set.of("openai-beta");

    @Override
    public Set<String> headers() {
        return HEADERS;
    }

    @Override
    public ChatRequest request(JsonNode json, byte[] body, Map<String, String> headers) {
        return ChatRequest.of(json, SourceRequest.of(NAME, json, body, headers), List.of());
    }

    @Override
    public byte[] response(ChatResponse response) {
        byte[] own = response.source(NAME);
        return own == null ? JsonReader.bytes(response.json()) : own;
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
