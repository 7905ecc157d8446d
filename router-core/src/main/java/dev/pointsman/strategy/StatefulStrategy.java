package dev.pointsman.strategy;

import dev.pointsman.model.Model;

/**
 * A strategy that remembers something of each model: an immutable state and a pure step. The engine keeps the state,
 * one per deployment and operation, and shows it through {@link Candidate#state}. What happens before a pool or a call
 * has named the strategy's goal for the first time is not remembered.
 *
 * <p>It remembers from when a pool or a call first names its goal; outcomes before that don't reach it.
 *
 * @param <S> the type of the state; immutable
 */
public interface StatefulStrategy<S> extends RoutingStrategy {

    /**
     * The state before the first outcome.
     *
     * @param model the model
     * @return the state
     */
    S initialState(Model model);

    /**
     * The state after an outcome. Pure: no side effects, the same result for the same arguments.
     *
     * @param state the state before
     * @param outcome how a call at this model ended
     * @param nowNanos the time of its end, of any origin
     * @return the state after
     */
    S step(S state, AttemptOutcome outcome, long nowNanos);
}
