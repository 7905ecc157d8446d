package dev.pointsman.router;

import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.strategy.AttemptOutcome;
import dev.pointsman.strategy.Candidate;
import dev.pointsman.strategy.SimpleStrategy;
import dev.pointsman.strategy.StatefulStrategy;
import java.util.ArrayList;
import java.util.List;

/** Keeps all that each model has shown, and takes the one that has shown most, or least. */
final class Counting implements StatefulStrategy<List<AttemptOutcome>>, SimpleStrategy {
    static final Counting MOST = new Counting(1);
    static final Counting LEAST = new Counting(-1);

    private final int sign;

    private Counting(int sign) {
        this.sign = sign;
    }

    @Override
    public String name() {
        return "counting";
    }

    @Override
    public List<AttemptOutcome> initialState(Model model) {
        return List.of();
    }

    @Override
    public List<AttemptOutcome> step(List<AttemptOutcome> state, AttemptOutcome outcome, long nowNanos) {
        List<AttemptOutcome> next = new ArrayList<>(state);
        next.add(outcome);
        return List.copyOf(next);
    }

    @Override
    public double score(Candidate candidate, RouteRequest request) {
        return sign * candidate.state(List.class).size();
    }
}
