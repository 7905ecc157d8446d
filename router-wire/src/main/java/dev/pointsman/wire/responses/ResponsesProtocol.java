package dev.pointsman.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.ClientError;
import dev.pointsman.wire.ClientProtocol;
import dev.pointsman.wire.ClientStream;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.SourceRequest;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * OpenAI's Responses as the protocol of a client, for one request: an answer repeats fields of its request, and names of
 * tools in it are those that the request gave them. Used once.
 */
public final class ResponsesProtocol implements ClientProtocol {
    private static final Set<String> HEADERS = Set.of("openai-beta");

    private final ResponsesRequest request;
    private final String id;
    private final long created;
    private final boolean breaksFailures;
    private final Consumer<JsonNode> ended;

    /**
     * Creates the protocol for a request.
     *
     * @param request the request
     * @param id the id of its response, beginning with {@code resp_}
     * @param created the time of the response in seconds since 1970
     * @param breaksFailures whether the connection of a stream that failed is broken
     * @param ended gets the response object when it has ended, and is whole or incomplete; it may get none if the
     *     request is not to be stored
     */
    public ResponsesProtocol(
            ResponsesRequest request, String id, long created, boolean breaksFailures, Consumer<JsonNode> ended) {
        this.request = request;
        this.id = id;
        this.created = created;
        this.breaksFailures = breaksFailures;
        this.ended = ended;
    }

    @Override
    public Set<String> headers() {
        return HEADERS;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a request that was not continued is the same instance
    public ChatRequest request(JsonNode json, byte[] body, Map<String, String> headers) {
        byte[] bytes = request.json() == json ? body : JsonReader.bytes(request.json());
        return ChatRequest.of(
                request.neutral(),
                SourceRequest.of(ResponsesRequest.PROTOCOL, request.json(), bytes, headers),
                request.lost());
    }

    @Override
    public byte[] response(ChatResponse response) {
        byte[] own = response.source(ResponsesRequest.PROTOCOL);
        JsonNode read = own == null ? null : JsonReader.objectOrNull(own);
        if (own != null && read != null) {
            JsonNode marked = NativeReasoning.marked(read, response);
            ended.accept(marked);
            return marked.equals(read) ? own : JsonReader.bytes(marked);
        }
        JsonNode whole = writer().whole(response);
        ended.accept(whole);
        return JsonReader.bytes(whole);
    }

    @Override
    public ClientStream stream(ChatRequest chat) {
        return new ResponsesStream(writer(), request.isStored(), breaksFailures, ended);
    }

    private ResponsesWriter writer() {
        return new ResponsesWriter(request, id, created);
    }

    @Override
    public JsonNode error(ClientError error) {
        String type = error.status() == 429
                ? "rate_limit_error"
                : error.status() >= 500 ? "server_error" : "invalid_request_error";
        return JsonFields.build()
                .put(
                        "error",
                        JsonFields.buildFrom(error.details())
                                .put("message", error.message())
                                .put("type", type)
                                .put("param", NullNode.getInstance())
                                .put(
                                        "code",
                                        error.code() == null ? NullNode.getInstance() : TextNode.valueOf(error.code()))
                                .node())
                .node();
    }
}
