package dev.pointsman.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one attempt went wrong.
 *
 * @param kind what it may teach and who is tried next
 * @param status the HTTP status; 0 when there was none
 * @param message what the provider or the client said, without secrets
 * @param retryAfter how long the provider asks to be left alone; null when it did not say
 */
public record Failure(
        FailureKind kind,
        int status,
        String message,
        @Nullable Duration retryAfter) {

    /**
     * A failure without an HTTP status.
     *
     * @param kind what it may teach and who is tried next
     * @param message what happened, without secrets
     * @return the failure
     */
    public static Failure of(FailureKind kind, String message) {
        return new Failure(kind, 0, message, null);
    }

    /** The kind, the status where there is one, and the message. */
    @Override
    public String toString() {
        return kind + (status == 0 ? "" : " " + status) + ": " + message;
    }
}
