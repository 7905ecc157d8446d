package dev.pointsman.micronaut.live;

import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.router.Attempt;
import dev.pointsman.router.Explanation;
import dev.pointsman.router.RoutingDecision;

/**
 * A decision as it was made, kept beyond the moment. Of the call it holds nothing but pool, goal and operation.
 *
 * @param id the decision's id
 * @param atMillis when it was made, in milliseconds since 1970
 * @param model who was picked
 * @param operation what was asked for
 * @param explanation who could be picked and who could not
 */
record SampledDecision(String id, long atMillis, Model model, Operation operation, Explanation explanation) {

    static SampledDecision of(RoutingDecision decision, Attempt attempt) {
        return new SampledDecision(
                attempt.decisionId(),
                System.currentTimeMillis(),
                attempt.model(),
                attempt.request().operation(),
                Explanation.of(decision));
    }
}
