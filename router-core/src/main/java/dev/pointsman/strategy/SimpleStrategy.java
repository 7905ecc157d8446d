package dev.pointsman.strategy;

import dev.pointsman.model.RouteRequest;

/**
 * Base interface of simple plugins: a name and a score per candidate; the highest score is picked.
 *
 * <p>Must be immutable and thread-safe. An exception thrown by a score fails the call.
 */
public interface SimpleStrategy extends RoutingStrategy {

    /**
     * Scores a candidate for a call.
     *
     * @param candidate the model and its estimates
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
