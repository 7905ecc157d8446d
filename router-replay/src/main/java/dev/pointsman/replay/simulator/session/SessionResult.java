package dev.pointsman.replay.simulator.session;

import dev.pointsman.replay.simulator.SimulationResult;
import dev.pointsman.strategies.GoalWeights;
import java.util.List;

/**
 * Result of a policy in a world of sessions.
 *
 * @param world the world's name
 * @param policy the policy's name
 * @param seed the seed of all random numbers
 * @param turns the number of turns
 * @param secondsPerTurn mean seconds from a turn's beginning to its end, failover included
 * @param meanFirstToken mean seconds to the first token of an answer, failover included
 * @param p95FirstToken the 95th percentile of the same
 * @param dollarsPerTurn mean US dollars of an answer
 * @param dollarsWithFailures the same over all turns, where one that failed costs as much as at the most expensive provider without
 *     a cache
 * @param cachedTokens all tokens that the providers had cached
 * @param failureRate share of turns without an answer
 * @param moveRate share of turns at another provider than the session's turn before
 * @param attemptsPerTurn mean attempts of a turn
 * @param shares share of the turns by provider
 * @param wasted attempts at the broken provider during its outage; 0 without one
 * @param secondsToLeave from the outage's beginning until at most 1 of the next 20 first attempts goes to the broken
 *     provider; infinite for never, NaN without an outage
 * @param hash hash over the turns with their providers and times: equal for equal runs
 */
record SessionResult(
        String world,
        String policy,
        long seed,
        int turns,
        double secondsPerTurn,
        double meanFirstToken,
        double p95FirstToken,
        double dollarsPerTurn,
        double dollarsWithFailures,
        long cachedTokens,
        double failureRate,
        double moveRate,
        double attemptsPerTurn,
        List<Double> shares,
        long wasted,
        double secondsToLeave,
        long hash) {

    /** Copies the shares. */
    SessionResult {
        shares = List.copyOf(shares);
    }

    /**
     * Returns the loss of a goal: the weighted geometric mean of the time, where a failure adds 30 s, and of the cost.
     *
     * @param goal the weights of latency and cost
     */
    double loss(GoalWeights goal) {
        double time = secondsPerTurn + SimulationResult.FAILURE_SECONDS * failureRate;
        double logs = goal.latency() * Math.log(time) + goal.cost() * Math.log(dollarsWithFailures);
        return Math.exp(logs / (goal.latency() + goal.cost()));
    }
}
