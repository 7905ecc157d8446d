package dev.pointsman.router;

import dev.pointsman.strategy.Decision;
import dev.pointsman.trace.RoutingDecision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes down what is heard of decisions. */
final class DecisionNotes implements RouterListener {
    final List<String> heard = new ArrayList<>();

    @Override
    public void decided(RoutingDecision decision, Attempt attempt) {
        heard.add(attempt.model().id() + " " + decision.probability(decision.chosen()));
    }

    @Override
    public void shadowed(Decision decision, Attempt attempt, String strategy, double[] probabilities) {
        heard.add(strategy + " " + Arrays.toString(Arrays.copyOf(probabilities, decision.size())));
    }
}
