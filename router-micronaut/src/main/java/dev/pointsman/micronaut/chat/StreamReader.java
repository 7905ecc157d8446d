package dev.pointsman.micronaut.chat;

import java.util.List;

/** Turns the events of one stream into chunks and knows when the answer is whole. Not thread-safe. */
interface StreamReader {

    /**
     * Reads the next event.
     *
     * @throws dev.pointsman.router.ProviderException if the event is broken or reports an error
     */
    List<ChatChunk> read(ServerEvent event);

    /** Whether the provider said that the answer is complete: the connection may close now. */
    boolean isWhole();

    /** Whether the answer is complete if nothing more comes: what has begun has ended. */
    default boolean isWholeAtEnd() {
        return isWhole();
    }

    /** Whether nothing more is worth waiting for. */
    boolean isOver();
}
