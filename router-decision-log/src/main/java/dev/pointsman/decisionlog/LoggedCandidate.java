package dev.pointsman.decisionlog;

import dev.pointsman.model.Pricing;
import dev.pointsman.model.Tier;
import org.jspecify.annotations.Nullable;

/**
 * A candidate of a decision, as the strategy saw it before the attempt began.
 *
 * @param model its id
 * @param provider its provider's name
 * @param tier its rank in the pool
 * @param order its place in the pool's list, from 0
 * @param quality configured quality, over 0 and at most 1
 * @param price price of its tokens; null if unknown
 * @param probability probability of being picked, 0 to 1; NaN if unknown, as the strategy samples
 * @param score score by the strategy, higher is better; negative infinity if it was ruled out; NaN if there was no
 *     scoring
 * @param ttft expected seconds to its first token when idle
 * @param tpot expected seconds per output token
 * @param samples decayed number of recent samples that the latencies rest on
 * @param longRunSamples decayed number of all samples that the latencies rest on
 * @param successRate expected share of successes
 * @param timeToFailure mean seconds a failing call takes to fail
 * @param outputTokens expected length of the answer in tokens
 * @param cost expected US dollars; NaN if unknown
 * @param inFlight calls in flight there
 * @param capacity estimated number of concurrent calls it can serve
 * @param meanWait mean seconds so far of its calls without a first token
 * @param prompt what was expected of the prompt there; null if prompts were not taken into account
 * @param learnedQuality quality as learned from grades, over 0 and at most 1; NaN if it was the configured one
 * @param headroom share of the limits of its account that was left, 0 to 1
 */
public record LoggedCandidate(
        String model,
        String provider,
        Tier tier,
        int order,
        double quality,
        @Nullable Pricing price,
        double probability,
        double score,
        double ttft,
        double tpot,
        double samples,
        double longRunSamples,
        double successRate,
        double timeToFailure,
        double outputTokens,
        double cost,
        int inFlight,
        double capacity,
        double meanWait,
        @Nullable Prompt prompt,
        double learnedQuality,
        double headroom) {

    /**
     * A candidate of a call whose prompt is not taken into account.
     *
     * @param model its id
     * @param provider its provider's name
     * @param tier its rank in the pool
     * @param order its place in the pool's list, from 0
     * @param quality configured quality, over 0 and at most 1
     * @param price price of its tokens; null if unknown
     * @param probability probability of being picked, 0 to 1; NaN if unknown, as the strategy samples
     * @param score score by the strategy, higher is better; negative infinity if it was ruled out; NaN if there was no
     *     scoring
     * @param ttft expected seconds to its first token when idle
     * @param tpot expected seconds per output token
     * @param samples decayed number of recent samples that the latencies rest on
     * @param longRunSamples decayed number of all samples that the latencies rest on
     * @param successRate expected share of successes
     * @param timeToFailure mean seconds a failing call takes to fail
     * @param outputTokens expected length of the answer in tokens
     * @param cost expected US dollars; NaN if unknown
     * @param inFlight calls in flight there
     * @param capacity estimated number of concurrent calls it can serve
     * @param meanWait mean seconds so far of its calls without a first token
     */
    public LoggedCandidate(
            String model,
            String provider,
            Tier tier,
            int order,
            double quality,
            @Nullable Pricing price,
            double probability,
            double score,
            double ttft,
            double tpot,
            double samples,
            double longRunSamples,
            double successRate,
            double timeToFailure,
            double outputTokens,
            double cost,
            int inFlight,
            double capacity,
            double meanWait) {
        this(
                model,
                provider,
                tier,
                order,
                quality,
                price,
                probability,
                score,
                ttft,
                tpot,
                samples,
                longRunSamples,
                successRate,
                timeToFailure,
                outputTokens,
                cost,
                inFlight,
                capacity,
                meanWait,
                null,
                Double.NaN,
                1);
    }

    /**
     * Expectation of a decision about the prompt at a candidate.
     *
     * @param prefillSlope growth of the time to first token with every token that is not cached, over that of an empty prompt
     * @param cachedTokens tokens that it is expected to have cached
     * @param pricedTokens the same for the cost
     * @param keptTokens tokens that it is expected to have cached at the next turn
     * @param lasting whether prompts stay cached for an hour or longer, for which some providers have another price
     */
    public record Prompt(
            double prefillSlope, double cachedTokens, double pricedTokens, double keptTokens, boolean lasting) {
        static final Prompt NONE = new Prompt(0, 0, 0, 0, false);
    }
}
