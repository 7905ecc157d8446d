package dev.pointsman.tenant;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.trace.AttemptRecord;

/**
 * Tokens and cost that an attempt is charged with: as counted by the provider, else estimated. An attempt whose answer
 * has begun is estimated whole, even if it was cut or cancelled; one that was cancelled before, by its prompt; one that
 * failed before is free. Allocates nothing.
 */
public final class AttemptCharges {
    private static final int TYPICAL_ANSWER = 300;

    private AttemptCharges() {}

    /**
     * Returns the estimated length of the answer of a request.
     *
     * @param request the request
     * @return tokens: those it expects, else 300, never more than it admits
     */
    public static int answer(RouteRequest request) {
        int expected = request.expectedOutputTokens() > 0 ? request.expectedOutputTokens() : TYPICAL_ANSWER;
        return request.maxTokens() > 0 ? Math.min(expected, request.maxTokens()) : expected;
    }

    /**
     * Returns whether the charge is an estimate, because the provider did not count the usage.
     *
     * @param attempt the attempt
     * @return true if it is charged by an estimate
     */
    public static boolean isEstimated(AttemptRecord attempt) {
        return !attempt.usage().isKnown() && (hasAnswer(attempt) || isCancelled(attempt));
    }

    /**
     * Returns the charged tokens of the prompt.
     *
     * @param attempt the attempt
     * @param estimate the estimated length of the prompt in tokens
     * @return tokens; at least 0
     */
    public static long input(AttemptRecord attempt, int estimate) {
        return attempt.usage().isKnown() ? attempt.usage().inputTokens() : isEstimated(attempt) ? estimate : 0;
    }

    /**
     * Returns the charged tokens of the answer.
     *
     * @param attempt the attempt
     * @param estimate the estimated length of the answer in tokens
     * @return tokens; at least 0
     */
    public static long output(AttemptRecord attempt, int estimate) {
        return attempt.usage().isKnown() ? attempt.usage().outputTokens() : hasAnswer(attempt) ? estimate : 0;
    }

    /**
     * Returns the charged cost.
     *
     * @param attempt the attempt
     * @param input the estimated length of the prompt in tokens
     * @param output the estimated length of the answer in tokens
     * @return US dollars; NaN if the model has no price
     */
    public static double cost(AttemptRecord attempt, int input, int output) {
        Pricing price = attempt.model().price();
        if (attempt.usage().isKnown() || price == null) {
            return attempt.usage().isKnown() || isEstimated(attempt) ? attempt.cost() : 0;
        }
        return price.cost((int) input(attempt, input), 0, (double) output(attempt, output));
    }

    private static boolean hasAnswer(AttemptRecord attempt) {
        return attempt.failure() == null || attempt.ttft() != null;
    }

    private static boolean isCancelled(AttemptRecord attempt) {
        return attempt.failure() != null && attempt.failure().kind() == FailureKind.CANCELLED;
    }
}
