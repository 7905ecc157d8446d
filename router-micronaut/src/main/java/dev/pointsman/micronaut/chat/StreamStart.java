package dev.pointsman.micronaut.chat;

import org.jspecify.annotations.Nullable;

/**
 * Detection of event streams and whole documents by the first byte: providers label streams as JSON, as text or not at
 * all, and errors as streams.
 */
final class StreamStart {
    private StreamStart() {}

    /**
     * Returns whether the bytes begin a JSON document or an HTML page; no line of an event stream begins like these.
     */
    static boolean isDocument(byte @Nullable [] bytes) {
        if (bytes == null) {
            return false;
        }
        for (byte b : bytes) {
            if (!Character.isWhitespace(b)) {
                return b == '{' || b == '[' || b == '<';
            }
        }
        return false;
    }
}
