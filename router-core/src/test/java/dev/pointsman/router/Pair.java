package dev.pointsman.router;

import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.strategy.Scorer;

/** One decides, another one is asked beside it. */
record Pair(RoutingStrategy first, RoutingStrategy second) implements RoutingStrategy {
    @Override
    public String name() {
        return "pair";
    }

    @Override
    public Scorer scorer() {
        return first.scorer();
    }

    @Override
    public RoutingStrategy shadow() {
        return second;
    }
}
