package dev.pointsman.micronaut.chat;

import java.time.Duration;

/** Ends a stream whose reader has taken nothing for too long; the call counts as cancelled by its caller. */
public final class SlowReaderException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SlowReaderException(Duration limit) {
        super("the reader took nothing within " + limit.toMillis() + " ms"
                + " (expected: at least one chunk per pointsman.answers.slow-reader-timeout)");
    }
}
