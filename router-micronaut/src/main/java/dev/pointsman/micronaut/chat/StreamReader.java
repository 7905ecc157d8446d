package dev.pointsman.micronaut.chat;

import java.util.List;

/** Protocol-specific reader of one event stream: maps events to chunks and detects the end. Not thread-safe. */
interface StreamReader {

    /**
     * Reads the next event.
     *
     * @throws dev.pointsman.router.ProviderException if the event is broken or reports an error
     */
    List<ChatChunk> read(ServerEvent event);

    /** Returns whether the provider has marked the answer complete: the connection may close now. */
    boolean isWhole();

    /** Returns whether the answer is complete if the stream ends here: every choice begun has ended. */
    default boolean isWholeAtEnd() {
        return isWhole();
    }

    /** Returns whether no more events are expected. */
    boolean isOver();
}
