package dev.pointsman.strategy;

import dev.pointsman.model.RouteRequest;

/**
 * The usual plugin: a name, and a score of each candidate by itself; the best one is picked.
 *
 * <p>Must be immutable and safe for all threads. A score that throws fails the call that asked for it.
 */
public interface SimpleStrategy extends RoutingStrategy {

    /**
     * How good a candidate is for a call.
     *
     * @param candidate the model and what it has shown
     * @param request the call
     * @return any number, higher is better; NaN is never picked while another candidate's score is a number
     */
    double score(Candidate candidate, RouteRequest request);

    @Override
    default Scorer scorer() {
        return (decision, scores) -> {
            for (int i = 0; i < decision.size(); i++) {
                scores[i] = score(decision.candidate(i), decision.request());
            }
        };
    }
}
