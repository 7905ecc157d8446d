package dev.pointsman.strategies;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.strategy.Candidate;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.SimpleStrategy;

/**
 * The least expected time but for one call in ten, which goes anywhere; for comparison.
 *
 * <p>{@code score = -(TTFT + tokens * TPOT + t_fail * (1 - p) / p)}: the time of an answer and of the failures before it, if
 * calls succeed with probability p and are tried until one does. Each candidate is picked with probability
 * {@code epsilon / n}, the best one with {@code 1 - epsilon} more.
 *
 * <p>It knows no queue, so all callers go to the same model at once. Source: Sutton and Barto, "Reinforcement learning",
 * chapter 2.
 */
final class EpsilonGreedy implements SimpleStrategy {
    private static final double EPSILON = .1;

    private final Picker picker = Picker.best().withFloor(EPSILON);

    @Override
    public String name() {
        return "epsilon-greedy";
    }

    @Override
    public double score(Candidate candidate, RouteRequest request) {
        double p = candidate.successRate();
        double answer = candidate.ttft() + candidate.outputTokens() * candidate.tpot();
        return -(answer + candidate.timeToFailure() * (1 - p) / p);
    }

    @Override
    public Picker picker() {
        return picker;
    }
}
