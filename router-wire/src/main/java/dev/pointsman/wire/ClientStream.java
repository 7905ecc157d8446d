package dev.pointsman.wire;

import java.util.List;

/** Writer of one streamed answer in the protocol of a client. Not thread-safe. */
public interface ClientStream {

    /**
     * Writes a chunk.
     *
     * @param chunk the next chunk
     * @return the events to send; empty for none
     */
    List<ServerEvent> write(ChatChunk chunk);

    /**
     * Ends an answer that is whole.
     *
     * @return the last events, the end mark among them
     */
    List<ServerEvent> end();

    /**
     * Ends an answer that has failed. The connection is to be broken after these events, as many clients take a stream
     * without an end mark for a whole answer.
     *
     * @param error the error
     * @return events that no client takes for the end of a whole answer
     */
    List<ServerEvent> fail(ClientError error);

    /**
     * Returns whether the connection is broken after the events of a failure.
     *
     * @return true unless clients of the protocol know a failure by its events alone
     */
    default boolean isBroken() {
        return true;
    }
}
