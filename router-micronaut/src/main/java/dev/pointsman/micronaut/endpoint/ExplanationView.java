package dev.pointsman.micronaut.endpoint;

import dev.pointsman.model.Exclusion;
import dev.pointsman.model.Tier;
import dev.pointsman.trace.DecisionKind;
import dev.pointsman.trace.Explanation;
import dev.pointsman.trace.Explanation.CachedPart;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Explanation of the routing of a hypothetical call.
 *
 * @param pool the pool
 * @param goal the goal of the call
 * @param strategy the strategy that serves the goal
 * @param kind kind of the decision; null if no model is available
 * @param candidates the candidates, the most likely first
 * @param excluded the excluded models
 */
record ExplanationView(
        String pool,
        String goal,
        String strategy,
        @Nullable DecisionKind kind,
        List<CandidateView> candidates,
        List<ExcludedView> excluded) {

    /**
     * One candidate.
     *
     * @param model its id
     * @param tier its tier
     * @param words explanation of its rank
     * @param score higher is better; comparable only within this answer
     * @param probability probability of selection; null if unknown
     * @param ttftSeconds expected time to first token by streams when idle; unknown without recent ones
     * @param prefillSeconds expected time to read what it has not cached of the prompt
     * @param tpotSeconds expected time per output token
     * @param outputTokens expected length of the answer
     * @param costDollars expected cost, in a session with what it has cached; null if unknown
     * @param successRate probability that the call succeeds
     * @param timeToFailureSeconds mean time a failing call takes
     * @param inFlight calls in flight
     * @param capacity learned number of calls served at once without waiting
     * @param meanWaitSeconds mean wait so far of streaming calls that have no first token yet
     * @param samples decayed number of recent answers
     * @param cached the part of the prompt that it is expected to have cached; null if none
     */
    record CandidateView(
            String model,
            Tier tier,
            String words,
            double score,
            double probability,
            double ttftSeconds,
            double prefillSeconds,
            double tpotSeconds,
            double outputTokens,
            double costDollars,
            double successRate,
            double timeToFailureSeconds,
            int inFlight,
            double capacity,
            double meanWaitSeconds,
            double samples,
            @Nullable CachedView cached) {}

    /**
     * Expected cached part of a prompt.
     *
     * @param promptTokens expected length of the prompt
     * @param cachedTokens tokens of it that are expected to be cached
     * @param savedDollars cost saved by them; null if the price is unknown
     * @param savedSeconds time to the first token saved by them
     * @param home whether the model has most of the session's prompt
     */
    record CachedView(
            double promptTokens, double cachedTokens, double savedDollars, double savedSeconds, boolean home) {

        static @Nullable CachedView of(@Nullable CachedPart cached) {
            return cached == null
                    ? null
                    : new CachedView(
                            Math.round(cached.promptTokens()),
                            Math.round(cached.tokens()),
                            cached.dollars(),
                            cached.seconds(),
                            cached.isHome());
        }
    }

    /**
     * An excluded model.
     *
     * @param model its id
     * @param reason the rule that excludes it, such as {@code context-window}
     * @param words the reason as a sentence
     */
    record ExcludedView(String model, String reason, String words) {}

    static ExplanationView of(Explanation explanation, MeasuredTtft measured) {
        Map<String, String> words = ExplanationText.of(explanation);
        return new ExplanationView(
                explanation.pool(),
                explanation.goal(),
                explanation.strategy(),
                kind(explanation),
                ExplanationText.ranked(explanation).stream()
                        .map(one -> candidate(
                                one, measured, words.getOrDefault(one.model().id(), "")))
                        .toList(),
                explanation.exclusions().stream()
                        .map(one -> excluded(one, words.getOrDefault(one.model(), "")))
                        .toList());
    }

    static @Nullable DecisionKind kind(Explanation explanation) {
        return explanation.standings().isEmpty() ? null : explanation.kind();
    }

    private static CandidateView candidate(Explanation.Standing one, MeasuredTtft measured, String words) {
        return new CandidateView(
                one.model().id(),
                one.tier(),
                words,
                one.score(),
                one.probability(),
                measured.of(one.model().id()),
                one.prefill(),
                one.tpot(),
                one.outputTokens(),
                one.cost(),
                one.successRate(),
                one.timeToFailure(),
                one.inFlight(),
                one.capacity(),
                one.meanWait(),
                one.samples(),
                CachedView.of(one.cached()));
    }

    private static ExcludedView excluded(Exclusion one, String words) {
        return new ExcludedView(one.model(), one.id(), words);
    }
}
