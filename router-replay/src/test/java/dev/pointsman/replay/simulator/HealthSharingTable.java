package dev.pointsman.replay.simulator;

import dev.pointsman.router.ModelRouter;
import dev.pointsman.strategy.RoutingStrategy;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Table of eight routers with and without an exchange of health, beside one router: attempts at a broken provider of all
 * routers together, and the loss against the oracle.
 */
final class HealthSharingTable {
    private static final int ROUTERS = 8;
    private static final SimulatedSharing SHARED = SimulatedSharing.of(new SimulatedStore(.05, .01));
    private static final String STRATEGY = "speed";

    private final int seeds;

    HealthSharingTable(int seeds) {
        this.seeds = seeds;
    }

    /** Figures of one world, each a mean over seeds. */
    record Row(String world, List<Double> wasted, List<Double> loss) {}

    void print(PrintStream out) {
        out.printf(
                "| world | wasted: 1 router | 8 apart | 8 with the exchange | loss: 1 router | 8 apart | 8 with the exchange |%n");
        out.printf("|---|---|---|---|---|---|---|%n");
        for (Row row : rows()) {
            out.printf(
                    "| %s | %.0f | %.0f | %.0f | %.3f | %.3f | %.3f |%n",
                    row.world(),
                    row.wasted().get(0),
                    row.wasted().get(1),
                    row.wasted().get(2),
                    row.loss().get(0),
                    row.loss().get(1),
                    row.loss().get(2));
        }
    }

    List<Row> rows() {
        return Worlds.all(FittedTraffic.CONVERSATIONS).stream()
                .filter(world -> world.outage() != null || world.name().equals("rate limits"))
                .map(this::row)
                .toList();
    }

    Row row(World world) {
        RoutingStrategy strategy =
                Objects.requireNonNull(ModelRouter.builder().strategies().get(STRATEGY));
        List<SimulationResult[]> runs = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            Simulation one = Simulation.of(world, seed);
            Simulation eight = Simulation.of(world.withRouters(ROUTERS), seed);
            runs.add(new SimulationResult[] {
                one.run(strategy), eight.run(strategy), eight.runShared(strategy, SHARED), one.runOracle()
            });
        }
        return new Row(world.name(), means(runs, SimulationResult::wasted), ratios(runs));
    }

    private static List<Double> means(List<SimulationResult[]> runs, ToDoubleFunction<SimulationResult> figure) {
        return IntStream.range(0, 4)
                .mapToObj(which -> runs.stream()
                        .mapToDouble(results -> figure.applyAsDouble(results[which]))
                        .average()
                        .orElse(Double.NaN))
                .toList();
    }

    private static List<Double> ratios(List<SimulationResult[]> runs) {
        List<Double> means = means(runs, SimulationResult::meanLatency);
        return means.stream().map(mean -> mean / means.get(3)).toList();
    }
}
