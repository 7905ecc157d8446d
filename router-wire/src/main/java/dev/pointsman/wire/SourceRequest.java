package dev.pointsman.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * Request as a client sent it: the name of its protocol, its JSON and bytes, and the headers that its protocol hands on.
 *
 * <p>A provider protocol of the same name sends these bytes with only the fields changed that must change. Never holds a
 * key. Immutable and thread-safe; JSON and bytes must not be changed.
 */
public final class SourceRequest {
    private final String protocol;
    private final JsonNode json;
    private final byte[] bytes;
    private final Map<String, String> headers;

    private SourceRequest(String protocol, JsonNode json, byte[] bytes, Map<String, String> headers) {
        this.protocol = protocol;
        this.json = json;
        this.bytes = bytes;
        this.headers = Map.copyOf(headers);
    }

    /**
     * Creates a source.
     *
     * @param protocol the protocol's name, that of the provider protocol that sends the same form
     * @param json the request, an object
     * @param bytes the same as received; replaced by a rendering of the JSON unless they are UTF-8 without a byte order
     *     mark
     * @param headers values by lower-case name of the headers that a provider of the same protocol gets
     * @return the source
     */
    public static SourceRequest of(String protocol, JsonNode json, byte[] bytes, Map<String, String> headers) {
        return new SourceRequest(protocol, json, JsonEdit.isEditable(bytes) ? bytes : JsonReader.bytes(json), headers);
    }

    /**
     * Returns the name of the client's protocol.
     *
     * @return the name, as of {@link WireProtocolFactory#name()}
     */
    public String protocol() {
        return protocol;
    }

    /**
     * Returns the request's JSON.
     *
     * @return an object
     */
    public JsonNode json() {
        return json;
    }

    /**
     * Returns the request's bytes.
     *
     * @return JSON in UTF-8; not a copy
     */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * Returns the headers that are handed on.
     *
     * @return values by lower-case name
     */
    public Map<String, String> headers() {
        return headers;
    }

    /** Returns the protocol and the size, without the content. */
    @Override
    public String toString() {
        return "SourceRequest[" + protocol + ", " + bytes.length + " bytes]";
    }
}
