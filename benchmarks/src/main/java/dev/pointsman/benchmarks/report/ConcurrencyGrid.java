package dev.pointsman.benchmarks.report;

import dev.pointsman.policy.FailoverPolicy;
import dev.pointsman.replay.simulator.ProviderSpec;
import dev.pointsman.replay.simulator.Simulation;
import dev.pointsman.replay.simulator.SimulationResult;
import dev.pointsman.replay.simulator.World;
import dev.pointsman.router.ModelRouter;
import dev.pointsman.strategy.RoutingStrategy;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Runs cells of the grid, each twice: with two healthy providers, and with an outage of the first one, in which every call
 * is refused at once while calls under way go on. Immutable.
 *
 * @param most the most calls of one run; over 0
 * @param seed of everything that is left to chance
 */
record ConcurrencyGrid(int most, long seed) {
    private static final String BROKEN = "a";
    private static final double ERROR_SECONDS = .005;
    private static final double SHORTEST = 3;
    private static final double LONGEST = 36_000;
    private static final double OUTAGE = 30;
    private static final int TOKENS = 100;
    private static final double FIRST = .1; // the share of an answer's time before its first token

    /** Column heads of {@link #line}. */
    static final String HEAD = """
        | answers | under way | errors | answered | trips (hours) | in an outage: answered | left after s | failures | wasted | |
        |---|---|---|---|---|---|---|---|---|---|""";

    /**
     * Runs one cell.
     *
     * @param cell the cell
     * @return its result
     */
    GridResult run(GridCell cell) {
        double seconds = Math.max(SHORTEST, Math.min(LONGEST, most / cell.perSecond()));
        GridListener calm = new GridListener(BROKEN, Double.MAX_VALUE, Double.MAX_VALUE);
        SimulationResult healthy = run(cell, provider(BROKEN, cell), seconds, calm);

        double from = Math.min(seconds / 2, 20 + 3 * cell.seconds());
        double until = Math.min(seconds, from + Math.max(OUTAGE, 8 * cell.seconds() / cell.underWay()));
        GridListener outage = new GridListener(BROKEN, from, until);
        ProviderSpec down =
                provider(BROKEN, cell).toBuilder().failing(from, until, 1).build();
        SimulationResult broken = run(cell, down, until, outage);
        return new GridResult(
                cell,
                healthy.calls(),
                seconds / 3600,
                1 - healthy.failureRate(),
                calm.trips(),
                1 - broken.failureRate(),
                outage.leave(),
                outage.failures(),
                outage.wasted());
    }

    /**
     * A line of the table in Markdown, under {@link #HEAD}.
     *
     * @param result a cell's result
     * @return the line
     */
    static String line(GridResult result) {
        GridCell cell = result.cell();
        return String.format(
                Locale.ROOT,
                "| %s s, %s | %d | %.0f %% | %.3f %% | %d (%.3f) | %.3f %% | %.3f | %d | %d | %s |",
                cell.seconds() < 1 ? String.format(Locale.ROOT, "%.2f", cell.seconds()) : Math.round(cell.seconds()),
                cell.streaming() ? "stream" : "JSON",
                cell.underWay(),
                100 * cell.errorRate(),
                100 * result.answered(),
                result.trips(),
                result.hours(),
                100 * result.answeredInOutage(),
                result.leave(),
                result.failures(),
                result.wasted(),
                result.isGood() ? "" : "**missed**");
    }

    private SimulationResult run(GridCell cell, ProviderSpec first, double seconds, GridListener listener) {
        World world = new World(
                "grid",
                List.of(first, provider("b", cell)),
                new GridTraffic(cell.perSecond(), TOKENS, cell.streaming()),
                seconds,
                1,
                null);
        RoutingStrategy even =
                Objects.requireNonNull(ModelRouter.builder().strategies().get("random"));
        return Simulation.of(world, seed)
                .withFailover(FailoverPolicy.DEFAULT)
                .run(even, Map.of(), (router, clock) -> listener.under(clock));
    }

    private static ProviderSpec provider(String name, GridCell cell) {
        return ProviderSpec.builder(name)
                .ttft(FIRST * cell.seconds(), .2)
                .tpot((1 - FIRST) * cell.seconds() / TOKENS, .1)
                .errorRate(cell.errorRate())
                .errorSeconds(ERROR_SECONDS)
                .build();
    }
}
