package dev.pointsman.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/**
 * Protocol of a client in front of the router: translates its requests to the neutral form, and answers, streams and
 * errors back.
 *
 * <p>Thread-safe, without I/O.
 */
public interface ClientProtocol {

    /**
     * Returns the names of the request headers that a provider of the same protocol gets.
     *
     * @return names in lower case; never one that holds a key
     */
    default Set<String> headers() {
        return Set.of();
    }

    /**
     * Translates a request.
     *
     * @param json the request's JSON
     * @param body the same as received
     * @param headers values by lower-case name, of {@link #headers()} only
     * @return the request in the neutral form
     * @throws IllegalArgumentException if a field is missing or wrong; the message names it
     */
    ChatRequest request(JsonNode json, byte[] body, Map<String, String> headers);

    /**
     * Renders a whole answer.
     *
     * @param response the answer
     * @return JSON in UTF-8: the provider's own bytes if it speaks the same protocol
     */
    byte[] response(ChatResponse response);

    /**
     * Creates a writer for one streamed answer.
     *
     * @param request the request that is answered
     * @return a new writer
     */
    ClientStream stream(ChatRequest request);

    /**
     * Returns the HTTP status of an error.
     *
     * @param error the error
     * @return the error's own, unless the protocol has another one for it
     */
    default int status(ClientError error) {
        return error.status();
    }

    /**
     * Renders an error.
     *
     * @param error the error
     * @return the body of the response
     */
    JsonNode error(ClientError error);
}
