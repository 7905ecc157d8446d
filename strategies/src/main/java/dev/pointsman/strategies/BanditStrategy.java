package dev.pointsman.strategies;

import dev.pointsman.model.Model;
import dev.pointsman.strategy.AttemptOutcome;
import dev.pointsman.strategy.StatefulStrategy;

/** A strategy that treats models as the arms of a bandit and keeps their rewards. */
interface BanditStrategy extends StatefulStrategy<DiscountedRewards> {
    @Override
    default DiscountedRewards initialState(Model model) {
        return DiscountedRewards.NONE;
    }

    @Override
    default DiscountedRewards step(DiscountedRewards state, AttemptOutcome outcome, long nowNanos) {
        return state.after(outcome, nowNanos);
    }
}
