package dev.pointsman.trace;

import dev.pointsman.model.Exclusion;
import dev.pointsman.model.Model;
import dev.pointsman.model.Tier;
import dev.pointsman.strategy.Candidate;
import java.util.ArrayList;
import java.util.List;

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
            standings.add(Standing.of(decision.candidate(i), decision.score(i), decision.probability(i)));
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
     * A candidate with its score, probability and estimates; each value as in {@link Candidate}.
     *
     * @param model the model
     * @param tier * its tier in the pool
     * @param score the strategy's score; higher is better
     * @param probability its selection probability; NaN if unknown because the strategy samples
     * @param ttft expected seconds to its first token when idle
     * @param tpot expected seconds per output token
     * @param outputTokens expected length of the answer
     * @param successRate probability that the call succeeds
     * @param timeToFailure mean seconds a failing call takes
     * @param cost expected US dollars; NaN if unknown
     * @param inFlight calls in flight at the model
     * @param capacity estimated number of calls it serves at once without queueing
     * @param meanWait mean seconds that its streaming calls without a first token have waited
     * @param samples recent sample size of the latency estimates
     * @param longRunSamples long-run sample size of the latency estimates
     */
    public record Standing(
            Model model,
            Tier tier,
            double score,
            double probability,
            double ttft,
            double tpot,
            double outputTokens,
            double successRate,
            double timeToFailure,
            double cost,
            int inFlight,
            double capacity,
            double meanWait,
            double samples,
            double longRunSamples) {

        static Standing of(Candidate candidate, double score, double probability) {
            return new Standing(
                    candidate.model(),
                    candidate.tier(),
                    score,
                    probability,
                    candidate.ttft(),
                    candidate.tpot(),
                    candidate.outputTokens(),
                    candidate.successRate(),
                    candidate.timeToFailure(),
                    candidate.cost(),
                    candidate.inFlight(),
                    candidate.capacity(),
                    candidate.meanWait(),
                    candidate.samples(),
                    candidate.longRunSamples());
        }
    }
}
