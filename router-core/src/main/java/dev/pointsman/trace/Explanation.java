package dev.pointsman.trace;

import dev.pointsman.model.Exclusion;
import dev.pointsman.model.Model;
import dev.pointsman.model.Pricing;
import dev.pointsman.model.PromptCache;
import dev.pointsman.model.Tier;
import dev.pointsman.strategy.Candidate;
import dev.pointsman.strategy.SessionOutlook;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Explanation of a routing decision, of a real or a hypothetical call: candidates, scores, probabilities and
 * exclusions.
 *
 * @param pool the pool
 * @param goal the goal of the call
 * @param strategy the strategy that serves the goal
 * @param kind the kind of the decision
 * @param standings the candidates in the pool's order; empty if no model is available
 * @param exclusions the excluded models with reasons
 */
public record Explanation(
        String pool,
        String goal,
        String strategy,
        DecisionKind kind,
        List<Standing> standings,
        List<Exclusion> exclusions) {

    /** Copies the lists. */
    public Explanation {
        standings = List.copyOf(standings);
        exclusions = List.copyOf(exclusions);
    }

    /**
     * Returns a copy of a decision that stays valid.
     *
     * @param decision the decision, while it is valid
     * @return the explanation; scores are NaN if the candidates were not scored because there was no choice
     */
    public static Explanation of(RoutingDecision decision) {
        List<Standing> standings = new ArrayList<>(decision.size());
        for (int i = 0; i < decision.size(); i++) {
            standings.add(Standing.of(decision, i));
        }
        return new Explanation(
                decision.pool(),
                decision.goal(),
                decision.strategy(),
                decision.kind(),
                standings,
                decision.exclusions());
    }

    /**
     * A candidate with its score, probability and estimates; each value as in {@link Candidate}, but for the cost.
     *
     * @param model the model
     * @param tier its tier in the pool
     * @param score the strategy's score; higher is better
     * @param probability its selection probability; NaN if unknown because the strategy samples
     * @param ttft expected seconds to its first token when idle
     * @param prefill expected seconds to read what it has not cached of the prompt; 0 if the time to read prompts is not
     *     taken into account
     * @param tpot expected seconds per output token
     * @param outputTokens expected length of the answer
     * @param successRate probability that the call succeeds
     * @param timeToFailure mean seconds a failing call takes
     * @param cost expected US dollars, in a session with what it has cached of the prompt; NaN if unknown
     * @param inFlight calls in flight at the model
     * @param capacity estimated number of calls it serves at once without queueing
     * @param meanWait mean seconds that its streaming calls without a first token have waited
     * @param samples recent sample size of the latency estimates
     * @param longRunSamples long-run sample size of the latency estimates
     * @param cached the part of the prompt that it is expected to have cached; null if none
     */
    public record Standing(
            Model model,
            Tier tier,
            double score,
            double probability,
            double ttft,
            double prefill,
            double tpot,
            double outputTokens,
            double successRate,
            double timeToFailure,
            double cost,
            int inFlight,
            double capacity,
            double meanWait,
            double samples,
            double longRunSamples,
            @Nullable CachedPart cached) {

        static Standing of(RoutingDecision decision, int index) {
            Candidate candidate = decision.candidate(index);
            return new Standing(
                    candidate.model(),
                    candidate.tier(),
                    decision.score(index),
                    decision.probability(index),
                    candidate.ttft(),
                    prefill(decision, index),
                    candidate.tpot(),
                    candidate.outputTokens(),
                    candidate.successRate(),
                    candidate.timeToFailure(),
                    cost(decision, index),
                    candidate.inFlight(),
                    candidate.capacity(),
                    candidate.meanWait(),
                    candidate.samples(),
                    candidate.longRunSamples(),
                    CachedPart.of(decision, index));
        }

        private static double prefill(RoutingDecision decision, int index) {
            Candidate candidate = decision.candidate(index);
            double unread = decision.promptTokens() - CachedPart.tokens(decision, index);
            return candidate.ttft() * candidate.prefillSlope() * Math.max(0, unread);
        }

        private static double cost(RoutingDecision decision, int index) {
            Candidate candidate = decision.candidate(index);
            Pricing price = candidate.model().price();
            return price == null || decision.session() == null
                    ? candidate.cost()
                    : price.cachingCost(
                            decision.promptTokens(),
                            CachedPart.tokens(decision, index),
                            candidate.outputTokens(),
                            CachedPart.isLasting(candidate.model()));
        }
    }

    /**
     * Part of a prompt that a candidate is expected to have cached.
     *
     * @param promptTokens expected length of the prompt
     * @param tokens expected number of tokens that are cached; over 0
     * @param dollars US dollars saved by them; NaN if the price is unknown
     * @param seconds seconds to the first token saved by them
     * @param isHome whether it has most of the session's own prompt
     */
    public record CachedPart(double promptTokens, double tokens, double dollars, double seconds, boolean isHome) {

        static double tokens(RoutingDecision decision, int index) {
            SessionOutlook session = decision.session();
            return session == null ? 0 : session.cachedTokens(index);
        }

        static boolean isLasting(Model model) {
            PromptCache cache = model.cache();
            return cache != null && cache.isLasting();
        }

        static @Nullable CachedPart of(RoutingDecision decision, int index) {
            SessionOutlook session = decision.session();
            double tokens = tokens(decision, index);
            if (session == null || tokens < 1) {
                return null;
            }
            Candidate candidate = decision.candidate(index);
            double prompt = decision.promptTokens();
            Pricing price = candidate.model().price();
            boolean lasting = isLasting(candidate.model());
            double saved = price == null
                    ? Double.NaN
                    : price.cachingCost(prompt, 0, 0, lasting) - price.cachingCost(prompt, tokens, 0, lasting);
            return new CachedPart(
                    prompt,
                    tokens,
                    saved,
                    candidate.ttft() * candidate.prefillSlope() * tokens,
                    index == session.home());
        }
    }
}
