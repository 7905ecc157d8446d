package dev.pointsman.testkit.internal.protocol;

import java.io.IOException;
import java.time.Duration;

/** One thing to do while a reply is sent. Returns whether the reply continues with the next step. */
@FunctionalInterface
public interface ReplyStep {
    /** Status line and header fields. */
    ReplyStep HEAD = ReplyOutput::head;

    /** Breaks the connection so that the client's stack reports a reset. */
    ReplyStep RESET = ReplyOutput::reset;

    /** Closes the connection in good order, whatever is still missing. */
    ReplyStep CLOSE = ReplyOutput::close;

    boolean play(ReplyOutput output) throws IOException;

    /** Waits with the socket open; ends early when the client leaves or the provider goes down. */
    record Pause(Duration length) implements ReplyStep {
        public Pause {
            if (length.isNegative()) {
                throw new IllegalArgumentException("duration: " + length + " (expected: >= 0)");
            }
        }

        public Pause times(int count) {
            return new Pause(length.multipliedBy(count));
        }

        @Override
        public boolean play(ReplyOutput output) throws IOException {
            return output.pause(length);
        }
    }
}
