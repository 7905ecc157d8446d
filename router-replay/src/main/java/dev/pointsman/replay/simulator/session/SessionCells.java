package dev.pointsman.replay.simulator.session;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Cells of a campaign.
 *
 * @param all the cells
 */
record SessionCells(List<SessionCell> all) {

    List<String> worlds() {
        return all.stream().map(SessionCell::world).distinct().toList();
    }

    List<String> rules() {
        return all.stream().map(SessionCell::rule).distinct().toList();
    }

    Stream<SessionCell> of(String rule, SessionGoal goal) {
        return all.stream().filter(cell -> cell.rule().equals(rule) && cell.goal() == goal);
    }

    Stream<SessionCell> at(String world, SessionGoal goal) {
        return all.stream().filter(cell -> cell.world().equals(world) && cell.goal() == goal);
    }

    double geometricMeanLoss(String rule, SessionGoal goal) {
        return Math.exp(of(rule, goal)
                .mapToDouble(cell -> Math.log(cell.loss()))
                .average()
                .orElseThrow());
    }

    double worstLoss(String rule, SessionGoal goal) {
        return of(rule, goal).mapToDouble(SessionCell::loss).max().orElseThrow();
    }

    /** Returns the mean over the worlds, of those with a value. */
    double mean(String rule, SessionGoal goal, ToDoubleFunction<SessionCell> value) {
        return of(rule, goal)
                .mapToDouble(value)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }
}
