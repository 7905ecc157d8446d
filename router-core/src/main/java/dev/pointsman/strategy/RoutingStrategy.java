package dev.pointsman.strategy;

import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /**
     * Whether the picker's probabilities are how likely each candidate was to be picked. They are not for a strategy
     * whose scores use {@link Decision#chance}: listeners are then told that the probability is unknown.
     *
     * @return true by default
     */
    default boolean exactProbabilities() {
        return true;
    }

    /**
     * Whose state the scorer reads. A strategy around another one names that one's, so that it works around a
     * {@link StatefulStrategy}, too.
     *
     * @return this strategy by default
     */
    default RoutingStrategy stateOwner() {
        return this;
    }

    /**
     * A second strategy that weighs the same candidates, for listeners alone; its own shadow is not asked.
     *
     * @return null by default: none
     */
    default @Nullable RoutingStrategy shadow() {
        return null;
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

    /**
     * A strategy around another one, whose state and shadow it keeps. Its probabilities are exact if the other's are.
     *
     * @param name the name; not blank
     * @param inner the strategy inside
     * @param scorer gives each candidate its number, usually by the inner's scorer
     * @param picker turns the numbers into probabilities, usually by the inner's picker
     * @return the strategy
     */
    static RoutingStrategy around(String name, RoutingStrategy inner, Scorer scorer, Picker picker) {
        return new WrappingStrategy(inner, of(name, scorer, picker));
    }
}
