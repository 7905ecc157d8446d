package dev.pointsman.decisionlog;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Usage;
import dev.pointsman.router.Ending;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended.
 *
 * @param ending whether it served, failed or was cancelled; a hedge that lost was cancelled
 * @param failure how it failed; null unless it failed
 * @param ttft seconds from its start to its first token; NaN if none came, or nobody said so
 * @param latency seconds from its start to its end
 * @param censored whether it was ended by somebody who did not wait longer, so that its true latency is at least this: the
 *     caller left, another attempt was quicker, a limit ran out, the caller's own code failed
 * @param usage the tokens of the answer; {@link Usage#UNKNOWN} if it did not serve, or nobody counted them
 * @param cost US dollars; NaN if unknown
 */
public record LoggedOutcome(
        Ending ending,
        @Nullable FailureKind failure,
        double ttft,
        double latency,
        boolean censored,
        Usage usage,
        double cost) {

    /**
     * How a success ended.
     *
     * @param ttft seconds to the first token; NaN if nobody said
     * @param latency seconds to the end
     * @param usage the tokens
     * @param cost US dollars; NaN if unknown
     * @return the outcome
     */
    public static LoggedOutcome served(double ttft, double latency, Usage usage, double cost) {
        return new LoggedOutcome(Ending.SERVED, null, ttft, latency, false, usage, cost);
    }

    /**
     * How a failure ended.
     *
     * @param kind how it failed
     * @param ttft seconds to the first token; NaN if none came
     * @param latency seconds to the end
     * @return the outcome
     */
    public static LoggedOutcome failed(FailureKind kind, double ttft, double latency) {
        boolean censored = kind == FailureKind.TIMEOUT || kind == FailureKind.CALLER_ERROR;
        return new LoggedOutcome(Ending.FAILED, kind, ttft, latency, censored, Usage.UNKNOWN, Double.NaN);
    }

    /**
     * How an attempt ended that nobody waited for any longer.
     *
     * @param ttft seconds to the first token; NaN if none came
     * @param latency seconds to the end
     * @return the outcome
     */
    public static LoggedOutcome cancelled(double ttft, double latency) {
        return new LoggedOutcome(Ending.CANCELLED, null, ttft, latency, true, Usage.UNKNOWN, Double.NaN);
    }
}
