package dev.pointsman.strategy;

import java.util.List;

/**
 * A way to choose among candidates, under a name that is a goal. Must be immutable and safe for all threads.
 *
 * @see SimpleStrategy
 * @see StatefulStrategy
 */
public interface RoutingStrategy extends StrategyProvider {

    /**
     * The name, which calls give as their goal.
     *
     * @return not blank
     */
    String name();

    /**
     * What gives each candidate its number.
     *
     * @return the scorer, always the same
     */
    Scorer scorer();

    /**
     * What turns the numbers into probabilities.
     *
     * @return the picker, always the same; the best one by default
     */
    default Picker picker() {
        return Picker.best();
    }

    @Override
    default List<RoutingStrategy> strategies() {
        return List.of(this);
    }

    /**
     * A strategy of two parts.
     *
     * @param name the name; not blank
     * @param scorer gives each candidate its number
     * @param picker turns the numbers into probabilities
     * @return the strategy
     */
    static RoutingStrategy of(String name, Scorer scorer, Picker picker) {
        return new ComposedStrategy(name, scorer, picker);
    }
}
