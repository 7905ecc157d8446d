package dev.pointsman.strategies;

import dev.pointsman.strategy.AttemptOutcome;

/**
 * Rewards of one model, each call discounted by its age: {@code exp(-age / 60 s)}.
 *
 * <p>The papers discount by rounds of the game; here time stands for rounds, as traffic varies. A call earns 0 if it
 * failed, else {@code 5 s / (5 s + latency)}: 1 for an answer at once, half for one after five seconds.
 *
 * @param calls discounted number of calls, as of the stamp
 * @param sum discounted sum of what they earned, as of the stamp; from 0 to {@code calls}
 * @param stampNanos when the last call ended
 */
record DiscountedRewards(double calls, double sum, long stampNanos) {
    static final DiscountedRewards NONE = new DiscountedRewards(0, 0, 0);
    private static final double MEAN_LIFE_SECONDS = 60;
    private static final double HALF_SECONDS = 5;

    DiscountedRewards after(AttemptOutcome outcome, long now) {
        double left = left(now);
        double reward = outcome.isSuccess() ? HALF_SECONDS / (HALF_SECONDS + outcome.latency()) : 0;
        return new DiscountedRewards(calls * left + 1, sum * left + reward, now);
    }

    /** The share of the weight at the stamp that is left. */
    double left(long now) {
        return ExponentialDecay.since(stampNanos, now, MEAN_LIFE_SECONDS);
    }

    /** The mean reward, which does not change by waiting; 1 if there is none. */
    double mean() {
        return calls > 0 ? sum / calls : 1;
    }
}
