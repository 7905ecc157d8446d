package dev.pointsman.replay.simulator.session;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tables of a group of worlds, as Markdown.
 *
 * @param cells the results
 */
record SessionTables(SessionCells cells) {
    private static final double BETTER = .005; // losses closer to each other are equal
    private static final String GOAL = SessionRule.GOAL.name();

    /** One line for each rule: the geometric mean of its losses, and the worst, with each goal. */
    String losses() {
        return "| rule | speed | balanced | cost |\n|---|---|---|---|\n" + lines(cells.rules(), this::loss);
    }

    private String loss(String rule) {
        return row(Stream.concat(
                Stream.of(rule),
                goals(goal ->
                        format("%.3f / %.3f", cells.geometricMeanLoss(rule, goal), cells.worstLoss(rule, goal)))));
    }

    /** One line for each rule and goal: times, costs, cached tokens and moves. */
    String means() {
        return "| rule, goal | s/turn | TTFT mean / p95, s | USD per 1,000 turns | cached tokens over pinned's, mean / least"
                + " | turns at another provider | failed, worst |\n|---|---|---|---|---|---|---|\n"
                + lines(cells.rules(), rule -> goals(goal -> means(rule, goal)).collect(Collectors.joining()));
    }

    private String means(String rule, SessionGoal goal) {
        return row(Stream.of(
                rule + ", " + goal,
                format("%.2f", cells.mean(rule, goal, SessionCell::seconds)),
                format(
                        "%.2f / %.2f",
                        cells.mean(rule, goal, SessionCell::firstToken), cells.mean(rule, goal, SessionCell::p95)),
                format("%.2f", cells.mean(rule, goal, SessionCell::dollars)),
                format(
                        "%.1f %% / %.1f %%",
                        100 * cells.mean(rule, goal, SessionCell::hits),
                        100
                                * cells.of(rule, goal)
                                        .mapToDouble(SessionCell::hits)
                                        .filter(Double::isFinite)
                                        .min()
                                        .orElse(Double.NaN)),
                format("%.1f %%", 100 * cells.mean(rule, goal, SessionCell::moves)),
                format(
                        "%.3f %%",
                        100
                                * cells.of(rule, goal)
                                        .mapToDouble(SessionCell::failures)
                                        .max()
                                        .orElseThrow())));
    }

    /** One line for each world: the goals' losses, and the best other rule where it is better. */
    String worlds() {
        return "| world | speed | better rule | balanced | better rule | cost | better rule |\n|---|---|---|---|---|---|---|\n"
                + lines(cells.worlds(), this::world);
    }

    private String world(String world) {
        return row(Stream.concat(
                Stream.of(world), Stream.of(SessionGoal.values()).flatMap(goal -> {
                    double own = cells.at(world, goal)
                            .filter(cell -> cell.rule().equals(GOAL))
                            .findFirst()
                            .orElseThrow()
                            .loss();
                    String better = cells.at(world, goal)
                            .filter(cell -> !cell.rule().endsWith("oracle") && cell.loss() < own - BETTER)
                            .min(Comparator.comparingDouble(SessionCell::loss))
                            .map(cell -> format("%s %.3f", cell.rule(), cell.loss()))
                            .orElse("");
                    return Stream.of(format("%.3f", own), better);
                })));
    }

    /** One line for each world with an outage: attempts wasted and seconds to leave, with each goal and rule. */
    String leaving() {
        List<String> broken = cells.all().stream()
                .filter(cell -> !Double.isNaN(cell.leave()))
                .map(SessionCell::world)
                .distinct()
                .toList();
        return broken.isEmpty()
                ? ""
                : "| world, rule | speed | balanced | cost |\n|---|---|---|---|\n"
                        + lines(broken, world -> lines(cells.rules(), rule -> leaving(world, rule)));
    }

    private String leaving(String world, String rule) {
        return row(Stream.concat(
                Stream.of(world + ", " + rule),
                goals(goal -> cells.at(world, goal)
                        .filter(cell -> cell.rule().equals(rule))
                        .map(cell -> format("%.0f / %.1f", cell.wasted(), cell.leave()))
                        .collect(Collectors.joining()))));
    }

    private static Stream<String> goals(Function<SessionGoal, String> value) {
        return Stream.of(SessionGoal.values()).map(value);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values).replace("Infinity", "never");
    }

    private static String row(Stream<String> values) {
        return values.collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static <T> String lines(List<T> of, Function<T, String> line) {
        return of.stream().map(line).collect(Collectors.joining());
    }
}
