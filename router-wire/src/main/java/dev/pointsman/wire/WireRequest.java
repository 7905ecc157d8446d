package dev.pointsman.wire;

import com.fasterxml.jackson.databind.JsonNode;

/** Request as one protocol expresses it: address and body. Immutable and thread-safe. */
public final class WireRequest {
    private final String path;
    private final JsonNode body;

    private WireRequest(String path, JsonNode body) {
        this.path = path;
        this.body = body;
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
        return new WireRequest(path, body);
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
