package dev.pointsman.strategies;

import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.strategy.Scorer;

/**
 * Shadow evaluation of a strategy: one strategy decides, a second one is scored for listeners alone. A new strategy can
 * be observed on real traffic before it serves any.
 *
 * @param name the name, which calls give as their goal
 * @param first the strategy that decides
 * @param shadow the strategy that is only recorded
 */
public record ShadowStrategy(String name, RoutingStrategy first, RoutingStrategy shadow) implements RoutingStrategy {

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public ShadowStrategy {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name: \"" + name + "\" (expected: not blank)");
        }
    }

    /**
     * Returns a strategy that decides by the first; listeners receive the probabilities of the second for the same
     * candidates.
     *
     * @param name the name, which calls give as their goal; not blank
     * @param first the strategy that decides
     * @param second the strategy that is only recorded
     * @return the strategy
     * @throws IllegalArgumentException if the name is blank
     */
    public static ShadowStrategy of(String name, RoutingStrategy first, RoutingStrategy second) {
        return new ShadowStrategy(name, first, second);
    }

    @Override
    public Scorer scorer() {
        return first.scorer();
    }

    @Override
    public Picker picker() {
        return first.picker();
    }

    @Override
    public boolean exactProbabilities() {
        return first.exactProbabilities();
    }

    @Override
    public boolean drawsBySession() {
        return first.drawsBySession();
    }

    @Override
    public RoutingStrategy stateOwner() {
        return first.stateOwner();
    }
}
