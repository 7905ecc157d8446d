package dev.pointsman.testkit;

import java.io.IOException;
import java.time.Duration;

/** One thing to do while a reply is sent. Returns {@link ExchangeEnding#OPEN} to go on with the next step. */
@FunctionalInterface
interface ReplyStep {
    /** Status line and header fields. */
    ReplyStep HEAD = ReplyWriter::head;

    /** Breaks the connection so that the client's stack reports a reset. */
    ReplyStep RESET = ReplyWriter::reset;

    /** Closes the connection in good order, whatever is still missing. */
    ReplyStep CLOSE = ReplyWriter::close;

    ExchangeEnding play(ReplyWriter writer) throws IOException;

    /** Waits with the socket open; ends early when the client leaves or the provider goes down. */
    record Pause(Duration length) implements ReplyStep {
        public Pause {
            if (length.isNegative()) {
                throw new IllegalArgumentException("duration: " + length + " (expected: >= 0)");
            }
        }

        Pause times(int count) {
            return new Pause(length.multipliedBy(count));
        }

        @Override
        public ExchangeEnding play(ReplyWriter writer) throws IOException {
            return writer.pause(length);
        }
    }
}
