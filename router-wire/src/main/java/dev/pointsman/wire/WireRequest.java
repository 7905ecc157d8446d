package dev.pointsman.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Request as one protocol expresses it: address, body and headers of its own. Immutable and thread-safe. */
public final class WireRequest {
    private final String path;
    private final JsonNode body;
    private final byte[] bytes; // empty: as the body is rendered
    private final Map<String, String> headers;
    private final boolean reset;

    private WireRequest(String path, JsonNode body, byte[] bytes, Map<String, String> headers, boolean reset) {
        this.path = path;
        this.body = body;
        this.bytes = bytes;
        this.headers = headers;
        this.reset = reset;
    }

    /**
     * Creates a request.
     *
     * @param path the address below the provider's base address, percent-encoded, without a slash in front; may have a
     *     query, as in {@code models/m:streamGenerateContent?alt=sse}
     * @param body the body, an object
     * @return the request
     */
    public static WireRequest of(String path, JsonNode body) {
        return new WireRequest(path, body, new byte[0], Map.of(), false);
    }

    /**
     * Returns this request with the bytes of its body as they are to be sent.
     *
     * @param exact the body in UTF-8; must not be changed
     * @return a new request
     */
    public WireRequest withBytes(byte[] exact) {
        return new WireRequest(path, body, exact, headers, reset);
    }

    /**
     * Returns this request with headers that only it has, such as those that a client of the same protocol sent.
     *
     * @param own values by header name; they override those of {@link WireProtocol#headers}
     * @return a new request
     */
    public WireRequest withHeaders(Map<String, String> own) {
        return new WireRequest(path, body, bytes, Map.copyOf(own), reset);
    }

    /**
     * Returns this request with a note on whether the model has to do without reasoning that the client asked for.
     *
     * @param noted true if a tool loop goes on without the reasoning that the provider would insist on
     * @return a new request
     */
    public WireRequest withReasoningReset(boolean noted) {
        return noted == reset ? this : new WireRequest(path, body, bytes, headers, noted);
    }

    /**
     * Returns whether the model has to do without reasoning that the client asked for.
     *
     * @return false unless noted by {@link #withReasoningReset}
     */
    public boolean isReasoningReset() {
        return reset;
    }

    /**
     * Returns the bytes of the body.
     *
     * @return the exact bytes if they are set, else the body as rendered
     */
    public byte[] bytes() {
        return bytes(body);
    }

    /**
     * Returns the bytes of a changed body.
     *
     * @param changed the body with other fields; what has not changed must be the same instances
     * @return the exact bytes, if they are set, with its changes; else the body as rendered
     */
    public byte[] bytes(JsonNode changed) {
        return bytes.length == 0 ? JsonReader.bytes(changed) : JsonEdit.changed(bytes, body, changed);
    }

    /**
     * Returns the headers that only this request has.
     *
     * @return values by header name
     */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * Returns the address below the provider's base address.
     *
     * @return path and query, percent-encoded
     */
    public String path() {
        return path;
    }

    /**
     * Returns the body.
     *
     * @return an object
     */
    public JsonNode body() {
        return body;
    }

    /** Returns the path, without the body. */
    @Override
    public String toString() {
        return "WireRequest[path=" + path + "]";
    }
}
