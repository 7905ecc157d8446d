package dev.pointsman.replay.simulator.session;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Results of a rule with a goal in one world, as means over seeds.
 *
 * @param world the world's name
 * @param rule the rule's name
 * @param goal the goal
 * @param loss the goal's loss over the best oracle's
 * @param seconds seconds per turn
 * @param firstToken mean seconds to the first token
 * @param p95 95th percentile of the same
 * @param dollars US dollars of a thousand turns
 * @param hits cached tokens over those of the pinned oracle; NaN if it has none
 * @param moves share of turns at another provider than the one before
 * @param failures share of turns without an answer
 * @param wasted attempts at the broken provider
 * @param leave seconds to leave it; NaN without an outage
 */
record SessionCell(
        String world,
        String rule,
        SessionGoal goal,
        double loss,
        double seconds,
        double firstToken,
        double p95,
        double dollars,
        double hits,
        double moves,
        double failures,
        double wasted,
        double leave) {

    /**
     * Run of one seed beside the oracles'.
     *
     * @param result the run
     * @param bestLoss the loss of the best oracle
     * @param pinnedTokens the cached tokens of the pinned oracle
     */
    record Compared(SessionResult result, double bestLoss, long pinnedTokens) {}

    static SessionCell of(String rule, SessionGoal goal, List<Compared> runs) {
        return new SessionCell(
                runs.get(0).result().world(),
                rule,
                goal,
                mean(runs, run -> run.result().loss(goal.weights()) / run.bestLoss()),
                mean(runs, run -> run.result().secondsPerTurn()),
                mean(runs, run -> run.result().meanFirstToken()),
                mean(runs, run -> run.result().p95FirstToken()),
                mean(runs, run -> 1000 * run.result().dollarsPerTurn()),
                mean(runs, run -> (double) run.result().cachedTokens() / run.pinnedTokens()),
                mean(runs, run -> run.result().moveRate()),
                mean(runs, run -> run.result().failureRate()),
                mean(runs, run -> run.result().wasted()),
                mean(runs, run -> run.result().secondsToLeave()));
    }

    private static double mean(List<Compared> runs, ToDoubleFunction<Compared> value) {
        return runs.stream().mapToDouble(value).average().orElse(Double.NaN);
    }
}
