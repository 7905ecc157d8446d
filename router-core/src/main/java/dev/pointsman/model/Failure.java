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
 * @param rule the name of the rule that told the kind, for logs, which do not quote the message; empty when there is none
 */
public record Failure(
        FailureKind kind,
        int status,
        String message,
        @Nullable Duration retryAfter,
        String rule) {

    /**
     * A failure whose kind no rule told.
     *
     * @param kind what it may teach and who is tried next
     * @param status the HTTP status; 0 when there was none
     * @param message what the provider or the client said, without secrets
     * @param retryAfter how long the provider asks to be left alone; null when it did not say
     */
    public Failure(FailureKind kind, int status, String message, @Nullable Duration retryAfter) {
        this(kind, status, message, retryAfter, "");
    }

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

    /**
     * The failure without the provider's words, as for a log: a provider may repeat the prompt.
     *
     * @return the kind, the status and the rule, where there are any
     */
    public String summary() {
        String how = status == 0 ? "" : "status " + status;
        String why = rule.isEmpty() ? "" : "rule " + rule;
        String both = how.isEmpty() || why.isEmpty() ? how + why : how + ", " + why;
        return both.isEmpty() ? kind.toString() : kind + " (" + both + ")";
    }

    /** The kind, the status where there is one, and the message. */
    @Override
    public String toString() {
        return kind + (status == 0 ? "" : " " + status) + ": " + message;
    }
}
