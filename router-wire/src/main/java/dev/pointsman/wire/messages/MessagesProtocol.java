package dev.pointsman.wire.messages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.ClientError;
import dev.pointsman.wire.ClientProtocol;
import dev.pointsman.wire.ClientStream;
import dev.pointsman.wire.SourceRequest;
import java.util.Map;
import java.util.Set;

/** Anthropic's Messages as the protocol of clients. Thread-safe. */
public final class MessagesProtocol implements ClientProtocol {
    /** Name of the provider protocol with the same form. */
    static final String NAME = "anthropic";

    private static final Set<String> HEADERS = Set.of("anthropic-beta", "anthropic-version");

    /** Creates the protocol. */
    public MessagesProtocol() {}

    @Override
    public Set<String> headers() {
        return HEADERS;
    }

    @Override
    public ChatRequest request(JsonNode json, byte[] body, Map<String, String> headers) {
        MessagesRequests.check(json);
        return MessagesRequests.translate(SourceRequest.of(NAME, json, body, headers));
    }

    /**
     * Translates a request for the number of tokens.
     *
     * @param json a request; {@code max_tokens} may be absent
     * @param body the same as received
     * @param headers values by lower-case name, of {@link #headers()} only
     * @return the request whose tokens are to be counted
     * @throws IllegalArgumentException if a field is missing or wrong; the message names it
     */
    public ChatRequest countRequest(JsonNode json, byte[] body, Map<String, String> headers) {
        MessagesRequests.checkMessages(json);
        return MessagesRequests.translate(SourceRequest.of(NAME, json, body, headers));
    }

    /**
     * Returns the estimated number of tokens of a request, from its text: about four characters a token.
     *
     * @param request the request
     * @return the answer to a request for the number of tokens
     */
    public JsonNode estimate(ChatRequest request) {
        return MessagesTokens.count(request);
    }

    @Override
    public byte[] response(ChatResponse response) {
        return MessagesResponses.render(response);
    }

    @Override
    public ClientStream stream(ChatRequest request) {
        return new MessagesStream();
    }

    @Override
    public int status(ClientError error) {
        return MessagesErrors.status(error);
    }

    @Override
    public JsonNode error(ClientError error) {
        return MessagesErrors.body(error);
    }
}
