package dev.pointsman.strategy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A named algorithm for choosing among candidates; its name can be used as a goal. Must be immutable and thread-safe.
 *
 * @see SimpleStrategy
 * @see StatefulStrategy
 */
public interface RoutingStrategy extends StrategyProvider {

    /**
     * The name, which requests use as their goal.
     *
     * @return not blank
     */
    String name();

    /**
     * The scorer of the candidates.
     *
     * @return the scorer, always the same
     */
    Scorer scorer();

    /**
     * The picker, which converts scores into probabilities.
     *
     * @return the picker, always the same; the best one by default
     */
    default Picker picker() {
        return Picker.best();
    }

    /**
     * Returns whether the picker's probabilities are the true selection probabilities. They are not if the scores use
     * {@link Decision#chance}; listeners then receive an unknown probability.
     *
     * @return true by default
     */
    default boolean exactProbabilities() {
        return true;
    }

    /**
     * Returns whether a session whose prompt no candidate has cached is drawn by a hash of its own instead of by chance:
     * with the same probabilities over all sessions, but so that calls of one session that do not know of each other, at
     * several instances, tend to meet at one model.
     *
     * @return false by default
     */
    default boolean drawsBySession() {
        return false;
    }

    /**
     * The strategy whose state the scorer reads. A wrapping strategy returns the state owner of its delegate, so that
     * it also works for a {@link StatefulStrategy}.
     *
     * @return this strategy by default
     */
    default RoutingStrategy stateOwner() {
        return this;
    }

    /**
     * A shadow strategy, which scores the same candidates for listeners only; its own shadow is ignored.
     *
     * @return null for none, the default
     */
    default @Nullable RoutingStrategy shadow() {
        return null;
    }

    @Override
    default List<RoutingStrategy> strategies() {
        return List.of(this);
    }

    /**
     * A strategy composed of a scorer and a picker.
     *
     * @param name the name; not blank
     * @param scorer the scorer
     * @param picker the picker
     * @return the strategy
     */
    static RoutingStrategy of(String name, Scorer scorer, Picker picker) {
        return new ComposedStrategy(name, scorer, picker);
    }

    /**
     * A strategy that wraps another one and shares its state and shadow. Its probabilities are exact if the delegate's
     * are.
     *
     * @param name the name; not blank
     * @param inner the delegate
     * @param scorer the scorer, usually based on the delegate's
     * @param picker the picker, usually based on the delegate's
     * @return the strategy
     */
    static RoutingStrategy wrapping(String name, RoutingStrategy inner, Scorer scorer, Picker picker) {
        return new WrappingStrategy(inner, of(name, scorer, picker));
    }
}
