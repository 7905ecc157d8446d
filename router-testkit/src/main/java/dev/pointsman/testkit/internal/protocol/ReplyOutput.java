package dev.pointsman.testkit.internal.protocol;

import java.io.IOException;
import java.time.Duration;

/** Connection on which the steps of a reply are sent. Each method returns whether the reply continues after it. */
public interface ReplyOutput {

    /** Sends an interim response, which has no body, in a packet of its own. */
    boolean interim(int status) throws IOException;

    /** Sends the status line and the header fields. */
    boolean head() throws IOException;

    /** Sends a part of the body. */
    boolean piece(byte[] bytes) throws IOException;

    /** Waits; ends early when the client leaves or the provider goes down. */
    boolean pause(Duration length) throws IOException;

    /** Breaks the connection so that the client's stack reports a reset. */
    boolean reset() throws IOException;

    /** Closes the connection in good order. */
    boolean close() throws IOException;
}
