package dev.pointsman.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatChunk;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.ClientError;
import dev.pointsman.wire.ClientProtocol;
import dev.pointsman.wire.ClientStream;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ServerEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** OpenAI's chat completions as the protocol of clients: the neutral form itself. */
class CompletionsProtocol implements ClientProtocol {
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

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
        return new Chunks(UsageChunks.areAskedFor(request.json()));
    }

    @Override
    public JsonNode error(ClientError error) {
        return OpenAiErrors.body(error);
    }

    /** The chunks of a stream, in the provider's own bytes where they need no change. */
    private record Chunks(boolean usage) implements ClientStream {
        @Override
        public List<ServerEvent> write(ChatChunk chunk) {
            if (!usage && UsageChunks.isOne(chunk.json())) {
                return List.of();
            }
            return List.of(event(
                    chunk.source().isEmpty()
                            ? JsonReader.bytes(chunk.json())
                            : chunk.source().getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public List<ServerEvent> end() {
            return List.of(event(DONE));
        }

        @Override
        public List<ServerEvent> fail(ClientError error) {
            return List.of(event(JsonReader.bytes(OpenAiErrors.body(error))));
        }

        private static ServerEvent event(byte[] data) {
            return new ServerEvent("", data);
        }
    }
}
