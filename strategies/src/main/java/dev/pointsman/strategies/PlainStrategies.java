package dev.pointsman.strategies;

import dev.pointsman.strategy.Decision;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;

/** Strategies that need no estimates, or hardly any. */
public final class PlainStrategies {
    private PlainStrategies() {}

    /**
     * The first available model of the pool's list.
     *
     * @return the strategy {@code ordered}
     */
    public static RoutingStrategy ordered() {
        return each("ordered", (decision, i) -> -decision.candidate(i).order());
    }

    /**
     * One model after the other, by the number of the decision.
     *
     * @return the strategy {@code round-robin}
     */
    public static RoutingStrategy roundRobin() {
        return each("round-robin", (decision, i) -> Math.floorMod(decision.sequence(), decision.size()) == i ? 1 : 0);
    }

    /**
     * Any model, all alike.
     *
     * @return the strategy {@code random}
     */
    public static RoutingStrategy random() {
        return each("random", (decision, i) -> 0);
    }

    /**
     * The model with the fewest calls in flight.
     *
     * @return the strategy {@code least-busy}
     */
    public static RoutingStrategy leastBusy() {
        return each("least-busy", (decision, i) -> -decision.candidate(i).inFlight());
    }

    private interface Score {
        double of(Decision decision, int index);
    }

    /** The best one is picked, and equals share evenly. */
    private static RoutingStrategy each(String name, Score score) {
        return RoutingStrategy.of(
                name,
                (decision, scores) -> {
                    for (int i = 0; i < decision.size(); i++) {
                        scores[i] = score.of(decision, i);
                    }
                },
                Picker.best());
    }
}
