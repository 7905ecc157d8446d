package dev.pointsman.router;

import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.strategy.Scorer;

/** Scores by chance, so it cannot say how likely a pick was. */
final class Sampler implements RoutingStrategy {
    @Override
    public String name() {
        return "sampler";
    }

    @Override
    public Scorer scorer() {
        return (decision, scores) -> {
            for (int i = 0; i < decision.size(); i++) {
                scores[i] = decision.chance(i);
            }
        };
    }

    @Override
    public boolean exactProbabilities() {
        return false;
    }
}
