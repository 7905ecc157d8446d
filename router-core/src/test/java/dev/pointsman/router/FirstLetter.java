package dev.pointsman.router;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.strategy.Candidate;
import dev.pointsman.strategy.SimpleStrategy;

/** A user's plugin: the model whose id comes first in the alphabet. */
public final class FirstLetter implements SimpleStrategy {
    /** For the service loader. */
    public FirstLetter() {}

    @Override
    public String name() {
        return "first-letter";
    }

    @Override
    public double score(Candidate candidate, RouteRequest request) {
        return -candidate.model().id().charAt(0);
    }
}
