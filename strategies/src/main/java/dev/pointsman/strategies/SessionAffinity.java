package dev.pointsman.strategies;

import dev.pointsman.strategy.Candidate;
import dev.pointsman.strategy.Decision;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;

/**
 * Session affinity on top of any other strategy: a session stays with the model that served it last, whose cache may
 * still hold the conversation.
 *
 * <p>The previous model has probability 1 while it is a candidate and a call would not have to wait there for longer
 * than it takes to serve: {@code in flight + 1 <= 2 * capacity}. Otherwise, and for a call without a session, the
 * delegate decides. A model that fails or becomes slow is soon no candidate: its circuit breaker excludes it.
 *
 * <p>Leaving a busy model, so that affinity does not pile up calls, is the idea of consistent hashing with bounded
 * loads (Mirrokni, Thorup and Zadimoghaddam 2018).
 */
public final class SessionAffinity {
    private static final double MOST_LOAD = 2;
    private static final int NONE = -1;

    private SessionAffinity() {}

    /**
     * Returns a strategy with session affinity that delegates all other decisions; the delegate may be stateful.
     *
     * @param name the name, which calls give as their goal; not blank
     * @param delegate decides where there is nothing to stay with
     * @return the strategy
     * @throws IllegalArgumentException if the name is blank
     */
    public static RoutingStrategy wrapping(String name, RoutingStrategy delegate) {
        return RoutingStrategy.wrapping(
                name, delegate, (decision, scores) -> score(delegate, decision, scores), picker(delegate.picker()));
    }

    /** Scores that make one candidate certain: infinite for it, negative infinity for all others. */
    private static void score(RoutingStrategy delegate, Decision decision, double[] scores) {
        int previous = previous(decision);
        if (previous == NONE) {
            delegate.scorer().score(decision, scores);
            return;
        }
        for (int i = 0; i < decision.size(); i++) {
            scores[i] = i == previous ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
    }

    private static Picker picker(Picker delegate) {
        Picker best = Picker.best();
        return (scores, size, probabilities) ->
                (isCertain(scores, size) ? best : delegate).pick(scores, size, probabilities);
    }

    private static boolean isCertain(double[] scores, int size) {
        int certain = 0;
        for (int i = 0; i < size; i++) {
            if (!Double.isInfinite(scores[i])) {
                return false;
            }
            certain += scores[i] > 0 ? 1 : 0;
        }
        return certain == 1;
    }

    private static int previous(Decision decision) {
        String id = decision.previousModel();
        for (int i = 0; id != null && i < decision.size(); i++) {
            Candidate candidate = decision.candidate(i);
            if (candidate.model().id().equals(id)) {
                return candidate.inFlight() + 1 <= MOST_LOAD * candidate.capacity() ? i : NONE;
            }
        }
        return NONE;
    }
}
