package dev.pointsman.micronaut.live;

import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.Explanation;
import dev.pointsman.router.Explanation.Standing;
import dev.pointsman.router.MadeDecision;
import dev.pointsman.strategy.Candidate;
import java.util.ArrayList;
import java.util.List;

/**
 * A decision as it was made, kept beyond the moment. Of the call it holds nothing but pool, goal and operation.
 *
 * @param id the decision's id
 * @param atMillis when it was made, in milliseconds since 1970
 * @param model who was picked
 * @param operation what was asked for
 * @param explanation who could be picked and who could not
 */
record Sighting(String id, long atMillis, Model model, Operation operation, Explanation explanation) {

    static Sighting of(MadeDecision decision, Attempt attempt) {
        List<Standing> standings = new ArrayList<>(decision.size());
        for (int i = 0; i < decision.size(); i++) {
            standings.add(standing(decision.candidate(i), decision.score(i), decision.probability(i)));
        }
        return new Sighting(
                attempt.decisionId(),
                System.currentTimeMillis(),
                attempt.model(),
                attempt.request().operation(),
                new Explanation(
                        decision.pool(),
                        decision.goal(),
                        decision.strategy(),
                        decision.kind(),
                        standings,
                        decision.exclusions()));
    }

    private static Standing standing(Candidate candidate, double score, double probability) {
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
