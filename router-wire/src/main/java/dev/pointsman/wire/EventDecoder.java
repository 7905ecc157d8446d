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
     * Returns whether bytes at the beginning of a body show that it is a whole document and no stream.
     *
     * @param bytes the first bytes; not empty
     * @return true for a document, whose content is then read as an error
     */
    boolean isDocument(byte[] bytes);

    /**
     * Decodes the next bytes.
     *
     * @param bytes bytes of any number
     * @return the events that they complete
     * @throws dev.pointsman.failure.ProviderException if the framing is broken or an event too large
     */
    List<ServerEvent> feed(byte[] bytes);
}
