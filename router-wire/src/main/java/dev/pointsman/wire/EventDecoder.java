package dev.pointsman.wire;

import java.util.List;

/**
 * Decoder of the framing of one stream. Not thread-safe.
 *
 * <p>An event left unfinished by the end of the stream is dropped.
 */
public interface EventDecoder {

    /**
     * Returns the media type of the framing, for the header {@code Accept}.
     *
     * @return such as {@code text/event-stream}
     */
    String mediaType();

    /**
     * Returns whether bytes at the beginning of a body show that it is a whole document and no stream: by default,
     * whether they begin like a JSON object or array, or an HTML page.
     *
     * @param bytes the first bytes; not empty
     * @return true for a document, whose content is then read as an error
     */
    default boolean isDocument(byte[] bytes) {
        // Providers label streams as JSON, as text or not at all, and errors as streams. No line of an event stream
        // begins like one of these, and a binary frame begins with its length, whose first byte is 0 or 1.
        for (byte b : bytes) {
            if (!Character.isWhitespace(b)) {
                return b == '{' || b == '[' || b == '<';
            }
        }
        return false;
    }

    /**
     * Decodes the next bytes.
     *
     * @param bytes bytes of any number
     * @return the events that they complete
     * @throws dev.pointsman.failure.ProviderException if the framing is broken or an event too large
     */
    List<ServerEvent> feed(byte[] bytes);
}
