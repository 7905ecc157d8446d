package dev.pointsman.strategies;

import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.strategy.Scorer;

/**
 * A strategy on trial: one decides, and a second one is asked beside it for listeners alone. So a new strategy is seen on
 * real traffic before it gets any.
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
     * The first decides; listeners hear what the second would have done with the same candidates.
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
    public RoutingStrategy stateOwner() {
        return first.stateOwner();
    }
}
