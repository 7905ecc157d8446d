package dev.pointsman.examples.strategy;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.strategy.Candidate;
import dev.pointsman.strategy.SimpleStrategy;

/**
 * Strategy that picks the model of the highest quality among those whose answer is expected within a limit, and the fastest
 * one if there is none. Its name, and so the goal of calls, is {@code best-in-time}.
 */
public final class BestInTime implements SimpleStrategy {
    /** Name of the strategy. */
    public static final String NAME = "best-in-time";

    private static final double LIMIT_SECONDS = 10;
    private static final double LEAST_SUCCESS = .01;

    /** Constructor for the ServiceLoader. */
    public BestInTime() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double score(Candidate candidate, RouteRequest request) {
        double seconds = expectedSeconds(candidate);
        return seconds <= LIMIT_SECONDS ? candidate.model().quality() : -seconds;
    }

    /** Returns the time to a whole answer, with the calls that wait before it; failures lengthen it. */
    private static double expectedSeconds(Candidate candidate) {
        double answer = candidate.ttft() + candidate.tpot() * candidate.outputTokens();
        double queue = Math.max(1, (candidate.inFlight() + 1) / candidate.capacity());
        return answer * queue / Math.max(LEAST_SUCCESS, candidate.successRate());
    }
}
