package dev.pointsman.decisionlog;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Usage;
import dev.pointsman.trace.CallOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Outcome of an attempt.
 *
 * @param ending whether it served, failed or was cancelled; a hedge that lost was cancelled; of kind
 *     {@code beside} the outcome of the trial, which is not the call's
 * @param failure the kind of failure; null unless it failed
 * @param ttft seconds from its start to its first token; NaN if unknown
 * @param latency seconds from its start to its end
 * @param censored whether the attempt was ended early, so that its true latency is at least this: the caller cancelled,
 *     another attempt was faster, a timeout expired, the caller's own code failed
 * @param usage the tokens of the answer; {@link Usage#UNKNOWN} if it did not serve, or they are unknown
 * @param cost US dollars; NaN if unknown
 */
public record LoggedOutcome(
        CallOutcome ending,
        @Nullable FailureKind failure,
        double ttft,
        double latency,
        boolean censored,
        Usage usage,
        double cost) {

    /**
     * Returns the outcome of a success.
     *
     * @param ttft seconds to the first token; NaN if unknown
     * @param latency seconds to the end
     * @param usage the tokens
     * @param cost US dollars; NaN if unknown
     * @return the outcome
     */
    public static LoggedOutcome served(double ttft, double latency, Usage usage, double cost) {
        return new LoggedOutcome(CallOutcome.SERVED, null, ttft, latency, false, usage, cost);
    }

    /**
     * Returns the outcome of a failure.
     *
     * @param kind the kind of failure
     * @param ttft seconds to the first token; NaN if there was none
     * @param latency seconds to the end
     * @return the outcome
     */
    public static LoggedOutcome failed(FailureKind kind, double ttft, double latency) {
        boolean censored = kind == FailureKind.TIMEOUT || kind == FailureKind.CALLER_ERROR;
        return new LoggedOutcome(CallOutcome.FAILED, kind, ttft, latency, censored, Usage.UNKNOWN, Double.NaN);
    }

    /**
     * Returns the outcome of a cancelled attempt.
     *
     * @param ttft seconds to the first token; NaN if there was none
     * @param latency seconds to the end
     * @return the outcome
     */
    public static LoggedOutcome cancelled(double ttft, double latency) {
        return new LoggedOutcome(CallOutcome.CANCELLED, null, ttft, latency, true, Usage.UNKNOWN, Double.NaN);
    }
}
