package dev.pointsman.clienttests;

import dev.pointsman.model.FailureKind;
import dev.pointsman.testkit.Fault;
import java.time.Duration;

/**
 * Fault of a provider, and what conduct asks for.
 *
 * @param title the column's title
 * @param fault the fault
 * @param kind the failure's kind
 * @param requests requests at the broken model in four calls
 */
record Situation(String title, Fault fault, FailureKind kind, Requests requests) {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(30);

    /** Number of requests in several calls. */
    record Requests(int least, int most) {}

    static final Situation[] ALL = {
        new Situation("503", Fault.status(503), FailureKind.SERVER_ERROR, new Requests(3, 4)),
        new Situation(
                "429, Retry-After 7",
                Fault.rateLimited().retryAfter("7"),
                FailureKind.RATE_LIMITED,
                new Requests(1, 1)),
        new Situation("401", Fault.invalidKey(), FailureKind.CREDENTIALS, new Requests(1, 1)),
        new Situation("404, no such model", Fault.modelNotFound(), FailureKind.MODEL_NOT_FOUND, new Requests(1, 1)),
        new Situation("context length", Fault.contextLengthExceeded(), FailureKind.CONTEXT_LENGTH, new Requests(4, 4)),
        new Situation("timeout", Fault.neverAnswers(), FailureKind.TIMEOUT, new Requests(3, 3)),
        new Situation("reset", Fault.resetBeforeHeaders(), FailureKind.CONNECTION, new Requests(3, 4)),
    };

    /** Returns the timeout of the client that meets the fault. */
    Duration timeout() {
        return kind == FailureKind.TIMEOUT ? SHORT : LONG;
    }

    @Override
    public String toString() {
        return title;
    }
}
