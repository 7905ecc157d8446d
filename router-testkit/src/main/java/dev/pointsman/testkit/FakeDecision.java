package dev.pointsman.testkit;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.strategy.Candidate;
import dev.pointsman.strategy.Decision;
import dev.pointsman.strategy.RandomSource;
import dev.pointsman.strategy.RoutingStrategy;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision made up by a test.
 *
 * @param request the call
 * @param candidates who may serve it; at least one
 * @param sequence the number of the decision
 * @param previousModel the model that served the call's session before; null when there is none
 * @param nowNanos when it is made
 * @param luck where its random numbers come from, by its sequence
 */
public record FakeDecision(
        RouteRequest request,
        List<? extends Candidate> candidates,
        long sequence,
        @Nullable String previousModel,
        long nowNanos,
        RandomSource luck)
        implements Decision {

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is no candidate
     */
    public FakeDecision {
        candidates = List.copyOf(candidates);
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("candidates: [] (expected: at least one)");
        }
    }

    /**
     * The first decision of a router, at nanosecond 0, for a call that asks for nothing.
     *
     * @param candidates who may serve it
     * @return the decision
     */
    public static FakeDecision among(Candidate... candidates) {
        return new FakeDecision(RouteRequest.ANY, List.of(candidates), 0, null, 0, RandomSource.seeded(0));
    }

    /**
     * The same decision under another number.
     *
     * @param number the number
     * @return the decision
     */
    public FakeDecision withSequence(long number) {
        return new FakeDecision(request, candidates, number, previousModel, nowNanos, luck);
    }

    /**
     * The same decision in a session that another model served before.
     *
     * @param model the model's id; null when there is none
     * @return the decision
     */
    public FakeDecision withPreviousModel(@Nullable String model) {
        return new FakeDecision(request, candidates, sequence, model, nowNanos, luck);
    }

    /**
     * The same decision at another time.
     *
     * @param nanos nanoseconds of any origin
     * @return the decision
     */
    public FakeDecision withNowNanos(long nanos) {
        return new FakeDecision(request, candidates, sequence, previousModel, nanos, luck);
    }

    /**
     * The same decision with other random numbers.
     *
     * @param chance where they come from
     * @return the decision
     */
    public FakeDecision withLuck(RandomSource chance) {
        return new FakeDecision(request, candidates, sequence, previousModel, nowNanos, chance);
    }

    @Override
    public double chance(int index) {
        return luck.draw(sequence, index);
    }

    @Override
    public int size() {
        return candidates.size();
    }

    @Override
    public Candidate candidate(int index) {
        return candidates.get(index);
    }

    /**
     * Returns a strategy's scores of the candidates.
     *
     * @param strategy the strategy
     * @return a score for each
     */
    public double[] scoresOf(RoutingStrategy strategy) {
        double[] scores = new double[size()];
        strategy.scorer().score(this, scores);
        return scores;
    }

    /**
     * Returns a strategy's selection probabilities of the candidates.
     *
     * @param strategy the strategy
     * @return a probability for each, together 1
     */
    public double[] probabilitiesOf(RoutingStrategy strategy) {
        double[] scores = Arrays.stream(scoresOf(strategy))
                .map(score -> Double.isNaN(score) ? Double.NEGATIVE_INFINITY : score)
                .toArray();
        double[] probabilities = new double[size()];
        strategy.picker().pick(scores, size(), probabilities);
        return probabilities;
    }
}
