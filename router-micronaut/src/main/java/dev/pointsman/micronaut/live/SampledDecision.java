package dev.pointsman.micronaut.live;

import dev.pointsman.model.Model;
import dev.pointsman.model.Operation;
import dev.pointsman.router.Attempt;
import dev.pointsman.trace.Explanation;
import dev.pointsman.trace.RoutingDecision;

/**
 * Decision kept for the live page. Of the call it has only pool, goal and operation.
 *
 * @param id the decision's id
 * @param atMillis when it was made, in milliseconds since 1970
 * @param model the selected model
 * @param operation the operation
 * @param explanation the candidates and exclusions
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
