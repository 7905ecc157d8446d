package dev.pointsman.micronaut.chat;

import java.time.Duration;

/** Signals that a stream was ended because its reader was too slow; the call counts as cancelled by its caller. */
public final class SlowReaderException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SlowReaderException(Duration limit) {
        super("the reader took nothing within " + limit.toMillis() + " ms"
                + " (expected: at least one chunk per pointsman.answers.slow-reader-timeout)");
    }
}
