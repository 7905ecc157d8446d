package dev.pointsman.wire;

import java.util.List;

/** Protocol-specific reader of one event stream: maps events to chunks and detects the end. Not thread-safe. */
public interface StreamReader {

    /**
     * Reads the next event.
     *
     * @param event the event
     * @return the chunks that it holds; empty for none
     * @throws dev.pointsman.failure.ProviderException if the event is broken
     * @throws ReportedErrorException if the event reports an error
     */
    List<ChatChunk> read(ServerEvent event);

    /**
     * Returns whether the provider has marked the answer complete: the connection may close now.
     *
     * @return false as long as a piece of the answer may be missing
     */
    boolean isWhole();

    /**
     * Returns whether the answer is complete if the stream ends here: every choice begun has ended.
     *
     * @return false if such an end is a failure
     */
    default boolean isWholeAtEnd() {
        return isWhole();
    }

    /**
     * Returns whether no more events are expected.
     *
     * @return true after the end mark
     */
    boolean isOver();
}
