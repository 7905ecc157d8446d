package dev.pointsman.strategy;

import dev.pointsman.model.Model;

/**
 * A strategy with state per model: an immutable state and a pure transition function. The engine stores one state per
 * deployment and operation, and provides it through {@link Candidate#state}.
 *
 * <p>The state is kept from the first time a pool or a call names the strategy's goal; earlier outcomes are not passed
 * to it.
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
     * Returns the state after an outcome. Pure: no side effects, the same result for the same arguments.
     *
     * @param state the state before
     * @param outcome the outcome of an attempt at this model
     * @param nowNanos the end of the attempt, in nanoseconds of arbitrary origin
     * @return the state after
     */
    S step(S state, AttemptOutcome outcome, long nowNanos);
}
