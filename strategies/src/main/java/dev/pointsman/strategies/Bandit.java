package dev.pointsman.strategies;

import dev.pointsman.model.Model;
import dev.pointsman.strategy.Outcome;
import dev.pointsman.strategy.StatefulStrategy;

/** A strategy that takes models for the arms of a bandit and remembers their rewards. */
interface Bandit extends StatefulStrategy<Rewards> {
    @Override
    default Rewards initialState(Model model) {
        return Rewards.NONE;
    }

    @Override
    default Rewards step(Rewards state, Outcome outcome, long nowNanos) {
        return state.after(outcome, nowNanos);
    }
}
