package dev.pointsman.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Failure of an attempt.
 *
 * @param kind the failure kind, which determines the health effect and the failover scope
 * @param status the HTTP status; 0 when there was none
 * @param message the message of the provider or the client, without secrets
 * @param retryAfter the time the provider asks to wait before the next request; null if not given
 * @param rule the name of the classification rule that matched, for logs, which do not quote the message; empty if none
 * @param code the provider's code, such as {@code invalid_value}; empty if none
 * @param param the parameter of the request that the provider names; empty if none
 */
public record Failure(
        FailureKind kind,
        int status,
        String message,
        @Nullable Duration retryAfter,
        String rule,
        String code,
        String param) {

    /**
     * A failure without the provider's code.
     *
     * @param kind the failure kind, which determines the health effect and the failover scope
     * @param status the HTTP status; 0 when there was none
     * @param message the message of the provider or the client, without secrets
     * @param retryAfter the time the provider asks to wait before the next request; null if not given
     * @param rule the name of the classification rule that matched; empty if none
     */
    public Failure(FailureKind kind, int status, String message, @Nullable Duration retryAfter, String rule) {
        this(kind, status, message, retryAfter, rule, "", "");
    }

    /**
     * A failure whose kind was not determined by a rule.
     *
     * @param kind the failure kind, which determines the health effect and the failover scope
     * @param status the HTTP status; 0 when there was none
     * @param message the message of the provider or the client, without secrets
     * @param retryAfter the time the provider asks to wait before the next request; null if not given
     */
    public Failure(FailureKind kind, int status, String message, @Nullable Duration retryAfter) {
        this(kind, status, message, retryAfter, "");
    }

    /**
     * A failure without an HTTP status.
     *
     * @param kind the failure kind, which determines the health effect and the failover scope
     * @param message what happened, without secrets
     * @return the failure
     */
    public static Failure of(FailureKind kind, String message) {
        return new Failure(kind, 0, message, null);
    }

    /**
     * The failure without the provider's message, for logs: a message may repeat the prompt.
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
