package dev.pointsman.testkit;

import java.io.IOException;
import java.time.Duration;

/** One thing to do while a reply is sent. Returns {@link Ending#OPEN} to go on with the next step. */
@FunctionalInterface
interface Step {
    /** Status line and header fields. */
    Step HEAD = ReplyWriter::head;

    /** Breaks the connection so that the client's stack reports a reset. */
    Step RESET = ReplyWriter::reset;

    /** Closes the connection in good order, whatever is still missing. */
    Step CLOSE = ReplyWriter::close;

    Ending play(ReplyWriter writer) throws IOException;

    /** Waits with the socket open; ends early when the client leaves or the provider goes down. */
    record Pause(Duration length) implements Step {
        public Pause {
            if (length.isNegative()) {
                throw new IllegalArgumentException("duration: " + length + " (expected: >= 0)");
            }
        }

        Pause times(int count) {
            return new Pause(length.multipliedBy(count));
        }

        @Override
        public Ending play(ReplyWriter writer) throws IOException {
            return writer.pause(length);
        }
    }
}
