package dev.pointsman.router;

import dev.pointsman.model.Exclusion;
import dev.pointsman.model.Model;
import dev.pointsman.model.Tier;
import dev.pointsman.strategy.Candidate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a router would decide now for a call that is only imagined, and what it would go by.
 *
 * @param pool the pool
 * @param goal what the call is after
 * @param strategy the strategy that serves the goal
 * @param kind how the decision would come about
 * @param standings who could be picked, in the pool's order; empty if nobody may be tried
 * @param exclusions who could not, and why
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
     * A decision that was made, kept beyond the moment.
     *
     * @param decision the decision, while it is valid
     * @return the same figures; a score is NaN if nobody was scored, as there was no choice
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
     * One candidate, how it stands and what it has shown; each figure as {@link Candidate} has it.
     *
     * @param model the model
     * @param tier its rank in the pool
     * @param score how good the strategy finds it; higher is better
     * @param probability how likely it would be picked; NaN if unknown, as the strategy samples
     * @param ttft expected seconds to its first token when idle
     * @param tpot expected seconds per output token
     * @param outputTokens expected length of the answer
     * @param successRate probability that the call succeeds
     * @param timeToFailure mean seconds a failing call takes
     * @param cost expected US dollars; NaN if unknown
     * @param inFlight calls in flight there
     * @param capacity how many it serves at once without making them wait
     * @param meanWait mean seconds that its streaming calls without a first token have waited
     * @param samples how much recent evidence there is
     * @param longRunSamples how much evidence there is in all
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
